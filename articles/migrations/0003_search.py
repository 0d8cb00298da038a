"""How stories are found: the search documents, over their texts the index of the database at hand; translations.

A later change of the search documents' table must make the triggers anew on SQLite: Django copies such a table, and they
go with the old one. `rebuild_search` then fills the index.
"""

import django.db.models.deletion
from django.db import migrations, models

TEXTS = "headline, standfirst, names, body"
NEW = "new.place, new.headline, new.standfirst, new.names, new.body"
OLD = "'delete', old.place, old.headline, old.standfirst, old.names, old.body"
ADD = f"INSERT INTO articles_searchindex(rowid, {TEXTS}) VALUES ({NEW});"
DROP = f"INSERT INTO articles_searchindex(articles_searchindex, rowid, {TEXTS}) VALUES ({OLD});"

# The index holds no text of its own (external content); triggers keep it equal to the table.
SQLITE = [
    f"""CREATE VIRTUAL TABLE articles_searchindex USING fts5({TEXTS}, content='articles_searchdocument',
    content_rowid='place', tokenize='porter unicode61 remove_diacritics 2')""",
    f"CREATE TRIGGER articles_searchindex_insert AFTER INSERT ON articles_searchdocument BEGIN {ADD} END",
    f"CREATE TRIGGER articles_searchindex_delete AFTER DELETE ON articles_searchdocument BEGIN {DROP} END",
    f"CREATE TRIGGER articles_searchindex_update AFTER UPDATE ON articles_searchdocument BEGIN {DROP} {ADD} END",
]


def weighed(column, weight):
    """Return a column's words as written and as English stems, under one weight."""
    return " || ".join(f"setweight(to_tsvector('{words}', {column}), '{weight}')" for words in ("simple", "english"))


VECTOR = " || ".join(
    [weighed("headline", "A"), weighed("standfirst", "B"), weighed("names", "B"), weighed("body", "C")]
)
POSTGRESQL = [
    f"ALTER TABLE articles_searchdocument ADD COLUMN vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED",
    "CREATE INDEX articles_searchdocument_vector ON articles_searchdocument USING gin (vector)",
]


def make_index(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    # PostgreSQL's column goes with its table.
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE articles_searchindex")


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_initial")]

    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                ("place", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
                ("language", models.CharField(max_length=10)),
                ("published_at", models.DateTimeField(db_index=True)),
                ("headline", models.TextField()),
                ("standfirst", models.TextField()),
                ("names", models.TextField()),
                ("body", models.TextField()),
                (
                    "section",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.section",
                    ),
                ),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("translation_of__isnull", False)),
                fields=["translation_of"],
                name="edition_translations",
            ),
        ),
    ]

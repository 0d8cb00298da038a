"""How comments are found: their words, and over them the index of the database at hand.

A later change of the words' table must make the triggers anew on SQLite: Django copies such a table, and they go with
the old one.
"""

import django.db.models.deletion
from django.db import migrations, models

ADD = "INSERT INTO comments_wordsindex(rowid, words) VALUES (new.comment_id, new.words);"
DROP = "INSERT INTO comments_wordsindex(comments_wordsindex, rowid, words) VALUES ('delete', old.comment_id, old.words);"

# The index holds no text of its own (external content); triggers keep it equal to the table.
SQLITE = [
    """CREATE VIRTUAL TABLE comments_wordsindex USING fts5(words, content='comments_commentwords',
    content_rowid='comment_id', tokenize='unicode61')""",
    f"CREATE TRIGGER comments_wordsindex_insert AFTER INSERT ON comments_commentwords BEGIN {ADD} END",
    f"CREATE TRIGGER comments_wordsindex_delete AFTER DELETE ON comments_commentwords BEGIN {DROP} END",
    f"CREATE TRIGGER comments_wordsindex_update AFTER UPDATE ON comments_commentwords BEGIN {DROP} {ADD} END",
]
POSTGRESQL = [
    """ALTER TABLE comments_commentwords
    ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED""",
    "CREATE INDEX comments_commentwords_vector ON comments_commentwords USING gin (vector)",
]


def make_index(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    # PostgreSQL's column goes with its table.
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE comments_wordsindex")


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_reports")]

    operations = [
        migrations.CreateModel(
            name="CommentWords",
            fields=[
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="comments.comment",
                    ),
                ),
                ("words", models.TextField()),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]

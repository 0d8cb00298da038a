"""The search index holds marks beside the words: what a filter names, and on PostgreSQL when a story was published.

SQLite reads them from a view, which a later change of the search documents' table must drop first and make again with
the triggers. PostgreSQL keeps the words outside the body apart as well, to find what has them in its headline.
"""

from django.db import migrations

TEXTS = "headline, standfirst, names, body"
COLUMNS = f"{TEXTS}, marks"


def marks(row=""):
    return f"'l' || {row}language || COALESCE(' s' || {row}section_id, '')"


def values(row):
    return ", ".join([f"{row}.place", *(f"{row}.{name}" for name in TEXTS.split(", ")), marks(f"{row}.")])


ADD = f"INSERT INTO articles_searchindex(rowid, {COLUMNS}) VALUES ({values('new')});"
DROP = f"INSERT INTO articles_searchindex(articles_searchindex, rowid, {COLUMNS}) VALUES ('delete', {values('old')});"

SQLITE = [
    "DROP TRIGGER articles_searchindex_insert",
    "DROP TRIGGER articles_searchindex_delete",
    "DROP TRIGGER articles_searchindex_update",
    "DROP TABLE articles_searchindex",
    f"CREATE VIEW articles_searchcontent AS SELECT place, {TEXTS}, {marks()} AS marks FROM articles_searchdocument",
    f"""CREATE VIRTUAL TABLE articles_searchindex USING fts5({COLUMNS}, content='articles_searchcontent',
    content_rowid='place', tokenize='porter unicode61 remove_diacritics 2')""",
    "INSERT INTO articles_searchindex(articles_searchindex) VALUES ('rebuild')",
    f"CREATE TRIGGER articles_searchindex_insert AFTER INSERT ON articles_searchdocument BEGIN {ADD} END",
    f"CREATE TRIGGER articles_searchindex_delete AFTER DELETE ON articles_searchdocument BEGIN {DROP} END",
    f"CREATE TRIGGER articles_searchindex_update AFTER UPDATE ON articles_searchdocument BEGIN {DROP} {ADD} END",
]


def weighed(column, weight):
    """Return a column's words as written and as English stems, under one weight."""
    return " || ".join(f"setweight(to_tsvector('{words}', {column}), '{weight}')" for words in ("simple", "english"))


# A day, thirty days and twelve times that, numbered from 1900. The sign cannot begin a word of a text.
SPANS = {"d": 86_400, "m": 30 * 86_400, "y": 360 * 86_400}
MARKS = "'@l' || language, COALESCE('@s' || section_id::text, '@s')"
MARKS += "".join(f", '@{name}' || (((place >> 30) + 2208988800) / {span})::text" for name, span in SPANS.items())
HEAD = " || ".join([weighed("headline", "A"), weighed("standfirst", "B"), weighed("names", "B")])
HEAD += f" || array_to_tsvector(ARRAY[{MARKS}])"
VECTOR = f"{HEAD} || {weighed('body', 'C')}"

POSTGRESQL = [
    # Texts lie apart, a hundred rows to a block: what is found is put in order without reading any.
    "ALTER TABLE articles_searchdocument SET (toast_tuple_target = 128)",
    "ALTER TABLE articles_searchdocument DROP COLUMN vector",
    f"""ALTER TABLE articles_searchdocument ADD COLUMN head tsvector GENERATED ALWAYS AS ({HEAD}) STORED,
    ADD COLUMN vector tsvector GENERATED ALWAYS AS ({VECTOR}) STORED""",
    "CREATE INDEX articles_searchdocument_head ON articles_searchdocument USING gin (head)",
    "CREATE INDEX articles_searchdocument_vector ON articles_searchdocument USING gin (vector)",
]


def make_index(apps, schema_editor):
    statements = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_share_links")]

    operations = [migrations.RunPython(make_index, migrations.RunPython.noop)]

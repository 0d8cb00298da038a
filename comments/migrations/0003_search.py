"""How comments are found: their words, and over them the index of the database at hand.

A later change of a column of comments must make the triggers anew on SQLite: Django copies such a table, and they go
with the old one. The tests that search for comments fail where that is forgotten.
"""

from django.db import migrations, models

ADD = "INSERT INTO comments_wordsindex(rowid, words) VALUES (new.id, new.words);"
DROP = "INSERT INTO comments_wordsindex(comments_wordsindex, rowid, words) VALUES ('delete', old.id, old.words);"

# The index holds no text of its own (external content); triggers keep it equal to the table.
MAKING = {
    "sqlite": [
        """CREATE VIRTUAL TABLE comments_wordsindex USING fts5(words, content='comments_comment',
        content_rowid='id', tokenize='unicode61')""",
        f"CREATE TRIGGER comments_wordsindex_insert AFTER INSERT ON comments_comment BEGIN {ADD} END",
        f"CREATE TRIGGER comments_wordsindex_delete AFTER DELETE ON comments_comment BEGIN {DROP} END",
        f"CREATE TRIGGER comments_wordsindex_update AFTER UPDATE OF words ON comments_comment BEGIN {DROP} {ADD} END",
    ],
    "postgresql": [
        """ALTER TABLE comments_comment
        ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED""",
        "CREATE INDEX comment_vector ON comments_comment USING gin (vector)",
    ],
}
DROPPING = {
    "sqlite": [
        *(f"DROP TRIGGER comments_wordsindex_{event}" for event in ("insert", "delete", "update")),
        "DROP TABLE comments_wordsindex",
    ],
    "postgresql": ["ALTER TABLE comments_comment DROP COLUMN vector"],
}


def make_index(apps, schema_editor):
    for statement in MAKING[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in DROPPING[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_reports")]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="words",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(make_index, drop_index),
    ]

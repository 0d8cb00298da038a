"""The rows of one query as a value of another, so that a page asks once."""

from django.db.models import JSONField, Subquery


class Rows(Subquery):
    """All rows of a query that selects one JSON object, named `row`, as one value: a list."""

    output_field = JSONField()

    def as_sqlite(self, compiler, connection, **kwargs):
        template = "(SELECT JSON_GROUP_ARRAY(JSON(row)) FROM (%(subquery)s) AS rows)"
        return self.as_sql(compiler, connection, template=template, **kwargs)

    def as_postgresql(self, compiler, connection, **kwargs):
        template = "(SELECT COALESCE(JSONB_AGG(row), '[]') FROM (%(subquery)s) AS rows)"
        return self.as_sql(compiler, connection, template=template, **kwargs)

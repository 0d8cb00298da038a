"""Search: one function over the words of live stories, the same on SQLite and PostgreSQL.

documents  the words by which a story is found, written by the desk's verbs
finding    what a reader typed, and the stories that contain it
engines    how each database is asked; this module and its migrations alone ask which one runs
showing    headline and snippet with the words asked for marked

Text and query go through one `normalise`, so that Kobanê is found as kobane and والعراق as عراق.
"""

from articles.search.documents import forget, index, rename
from articles.search.finding import LAST_PAGE, Query, Results, headed, search

__all__ = ["LAST_PAGE", "Query", "Results", "forget", "headed", "index", "rename", "search"]

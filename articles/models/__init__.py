"""The records of a story, in the order they build on each other. Each file imports only files above it.

unions       rows that stand in one of several lists
section      what a story is filed under, and what the site says of itself
story        the columns that the working copy and the live story share (abstract)
article      the working copy: the desk's, never read by a public page
revision     append-only documents of an article, their approvals and the desk log
edition      the live story: what readers get
publication  append-only: every change of a story that readers can notice
address      paths that once led to a story, section or author
tagalias     the names that tags once had
protection   whose name a story may not say
rule         how severe the desk's rules are
presence     who has a story's form open
scratch      words that somebody typed and has not saved
note         what colleagues say to each other about a story
notice       what a member of staff is told
schedule     what the clock will do, and the workers that run it
placement    which stories the desk has put on which front
filters      the lists of stories that a person keeps
share        a story shown to somebody without an account
search       the words by which a live story is found
"""

from articles.models.address import PastAddress
from articles.models.article import Article, Byline, Caption, TaggedArticle
from articles.models.edition import Edition, EditionByline, EditionCaption, TaggedEdition
from articles.models.filters import SavedFilter
from articles.models.note import Note
from articles.models.notice import Notice
from articles.models.placement import Placement
from articles.models.presence import Presence
from articles.models.protection import ProtectedByline
from articles.models.publication import Publication
from articles.models.revision import Approval, DeskLog, Revision
from articles.models.rule import RuleSetting
from articles.models.schedule import Heartbeat, Schedule
from articles.models.scratch import Scratch
from articles.models.search import SearchDocument
from articles.models.section import Section, SiteText
from articles.models.share import ShareLink
from articles.models.story import Story, StoryByline, StoryCaption
from articles.models.tagalias import TagAlias

__all__ = [
    "Approval",
    "Article",
    "Byline",
    "Caption",
    "DeskLog",
    "Edition",
    "EditionByline",
    "EditionCaption",
    "Heartbeat",
    "Note",
    "Notice",
    "PastAddress",
    "Placement",
    "Presence",
    "ProtectedByline",
    "Publication",
    "Revision",
    "RuleSetting",
    "SavedFilter",
    "Schedule",
    "Scratch",
    "SearchDocument",
    "Section",
    "ShareLink",
    "SiteText",
    "Story",
    "StoryByline",
    "StoryCaption",
    "TagAlias",
    "TaggedArticle",
    "TaggedEdition",
]

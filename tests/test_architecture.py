"""The law of the house: which room may use which, and the wall between desk and press. Read from the source itself.

Arrows point one way: photos ← authors ← articles ← comments ← wire; newsroom/ wires them together and only its leaves
may be used by them. Public modules of articles/ read editions, never working copies. An import inside a function
counts like any other.
"""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parent.parent

# Room: the rooms it may use.
ARROWS = {
    "photos": set(),
    "authors": {"photos"},
    "articles": {"photos", "authors"},
    "comments": {"authors", "articles"},  # authors: the names under which no reader may pose
    "wire": {"photos", "authors", "articles", "comments"},
}
LEAVES = {"newsroom.text", "newsroom.jobs", "newsroom.pages"}

# What readers get is made here. These modules may use each other, photos and authors, and of articles.models …
PUBLIC = {"press", "render", "search", "dates", "slugs", "shortcode", "html", "diff", "templatetags", "urls"} | {
    *("insets", "embeds"),
}
# … these names: the live story and its surroundings.
PUBLIC_MODELS = {
    *("Edition", "EditionByline", "EditionCaption", "TaggedEdition", "Publication", "SearchDocument"),
    *("Section", "SiteText", "PastAddress", "Placement", "TagAlias", "Story", "StoryByline", "StoryCaption"),
}
PUBLIC_MODEL_FILES = {
    f"articles.models.{file}" for file in ("address", "edition", "publication", "section", "search", "story", "unions")
}
# Of the working copy's and the revision's row a public module may know its number, nothing that somebody wrote.
REACH = re.compile(r"(.*[._-])?(article|revision|translation_of)(\.|__)(?!(pk|id|number|edition)($|__))\w+")


def sources(folder):
    """Return {dotted module name: source} of a folder's Python files, migrations left out."""
    return {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file.read_text()
        for file in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in file.parts
    }


def uses(module, source):
    """Return what the source of `module` uses, as pairs (dotted module, name or None).

    Besides imports, at any depth, these are the words given to import_module, import_string and get_model.
    """
    found = set()
    package = module.split(".")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {(alias.name, None) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*package[: len(package) - node.level], node.module or ""]).strip(".")
            origin = base if node.level else node.module
            found |= {(origin, alias.name) for alias in node.names}
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            words = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if called in {"import_module", "import_string", "get_model"} and words and isinstance(words[0], str):
                found.add((words[0], words[1] if len(words) > 1 else None))
    return found


def arrow_faults(module, source):
    """Return a sentence for every arrow that the module draws against the law."""
    room = module.split(".")[0]
    faults = []
    for used, name in uses(module, source):
        other = used.split(".")[0]
        is_leaf = used in LEAVES or f"{used}.{name}" in LEAVES
        if other in ARROWS and other != room and other not in ARROWS[room]:
            faults.append(f"{module} uses {used}: {room} may not use {other}.")
        if other == "newsroom" and not is_leaf:
            faults.append(f"{module} uses {used} {name or ''}: only newsroom's leaves may be used by a room.")
    return faults


def wall_faults(module, source):
    """Return a sentence for every way in which a public module reaches behind the wall."""
    faults = []
    for used, name in uses(module, source):
        if used == "articles.models" or used.startswith("articles.models."):
            is_helper = used in PUBLIC_MODEL_FILES and name and name.islower()
            if name not in PUBLIC_MODELS and not is_helper:
                faults.append(f"{module} uses {used} {name or ''}: public modules read editions only.")
        elif used == "articles" and name not in PUBLIC:
            faults.append(f"{module} uses articles.{name}, which is the desk's.")
        elif used.startswith("articles.") and used.split(".")[1] not in PUBLIC:
            faults.append(f"{module} uses {used}, which is the desk's.")
    for node in ast.walk(ast.parse(source)):
        reach = read_through(node)
        if reach:
            faults.append(f"{module} line {node.lineno} reads {reach}, which is the desk's.")
    return faults


def read_through(node):
    """Return what a node reads of a working copy or revision beyond its number, as written; "" where nothing."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
        written = f".{node.value.attr}.{node.attr}"
    elif isinstance(node, ast.keyword):
        written = node.arg or ""
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        written = node.value
    else:
        return ""
    return written if REACH.fullmatch(written) else ""


def is_public(module):
    return module.startswith("articles.") and module.split(".")[1] in PUBLIC


def rooms():
    return [room for room in ARROWS if (ROOT / room).is_dir()]


# The law ------------------------------------------------------------------------------------------------------


def test_every_arrow_between_rooms_points_the_right_way():
    modules = {name: source for room in rooms() for name, source in sources(room).items()}
    assert len(modules) > 20
    assert [fault for module in modules for fault in arrow_faults(module, modules[module])] == []


def test_the_leaves_of_newsroom_use_none_of_our_rooms():
    leaves = {name: source for name, source in sources("newsroom").items() if name in LEAVES}
    assert {"newsroom.text", "newsroom.jobs"} <= leaves.keys()
    for module, source in leaves.items():
        used = {used.split(".")[0] for used, _name in uses(module, source)}
        assert not used & {*ARROWS, "newsroom"}, module


def test_public_modules_never_reach_behind_the_wall():
    public = {name: source for name, source in sources("articles").items() if is_public(name)}
    assert len(public) > 8
    assert [fault for module in public for fault in wall_faults(module, public[module])] == []


def test_public_templates_never_reach_behind_the_wall():
    folder = ROOT / "templates" / "articles"
    templates = [
        file
        for file in folder.rglob("*")
        if file.is_file() and not {"admin", "desk", "preview"} & {file.stem, *file.relative_to(folder).parts}
    ]
    assert len(templates) > 5
    reach = re.compile(r"\.(article|revision|translation_of)\.(?!pk\b|id\b|number\b|edition\b)")
    assert [file.name for file in templates if reach.search(file.read_text())] == []


def test_every_file_that_the_documents_name_is_there():
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    folders = "|".join([*ARROWS, "docs", "newsroom", "static", "templates", "tests"])
    path = re.compile(rf"[`(]((?:{folders})/[\w./*-]*|[\w*-]+\.(?:md|txt|toml))[`)]")
    named = [(text, found) for text in documents for found in path.findall(text.read_text())]
    assert len(named) > 30
    assert [found for text, found in named if not any([*ROOT.glob(found), *text.parent.glob(found)])] == []


def test_relations_between_tables_follow_the_arrows():
    # Every room may say which user did something; nothing else points against the arrows.
    faults = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for room in rooms()
        for model in apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        for other in [field.related_model._meta.app_label]
        if other in ARROWS and other != room and other not in ARROWS[room]
        if field.related_model._meta.label != "authors.User"
    ]
    assert faults == []


# The law's own eyes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("photos.library", "from articles.models import Edition"),
        ("photos.library", "def live():\n    from articles import desk"),
        ("authors.models", "import comments.models as c"),
        ("articles.press.story", "from comments.templatetags import comments"),
        ("articles.apps", "from newsroom.settings import SITE_URL"),
        ("articles.apps", "from newsroom import env"),
        ("photos.models", "Comment = apps.get_model('comments', 'Comment')"),
        ("photos.models", "import_module('articles.desk')"),
        ("comments.views", "if TYPE_CHECKING:\n    from photos.models import Photo"),
    ],
)
def test_an_arrow_against_the_law_is_seen(module, source):
    assert len(arrow_faults(module, source)) == 1


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("articles.models.story", "from photos.models import FRACTION"),
        ("articles.desk.common", "from .publish import publish"),
        ("comments.views", "from articles.models import Edition\nfrom newsroom.text import tidy"),
        ("photos.tasks", "from newsroom import jobs"),
    ],
)
def test_a_lawful_arrow_is_no_fault(module, source):
    assert arrow_faults(module, source) == []


@pytest.mark.parametrize(
    "source",
    [
        "from articles.models import Article",
        "from articles.models import Edition, Revision",
        "from articles.models.article import TaggedArticle",
        "from ..models import Caption",
        "import articles.models",
        "from articles import models",
        "from articles import desk",
        "from articles.desk import publish",
        "def f():\n    from articles.documents import upgrade",
        "def f(edition):\n    return edition.article.headline",
        "def f(publication):\n    return publication.revision.document",
        "editions = Edition.objects.filter(article__stage='approved')",
        "publications = rows.values_list('revision__document')",
    ],
)
def test_a_reach_behind_the_wall_is_seen(source):
    assert len(wall_faults("articles.press.story", source)) >= 1


def test_what_the_press_lawfully_does_is_no_fault():
    source = """
from articles.models import Edition, Publication
from articles.press import lists
from articles import render
from photos.models import Photo
def code(edition):
    return edition.article_id, edition.article.pk, edition.revision.number
"""
    assert wall_faults("articles.press.story", source) == []

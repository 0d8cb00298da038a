"""Every string that readers can be shown, found where it is written: in public templates and public modules."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = ["templates/base.html", "templates/404.html", "templates/410.html", "templates/articles/*.html"]
TEMPLATES += ["templates/comments/*.html"]
MODULES = ["articles/press/**/*.py", "articles/render.py", "articles/templatetags/press.py", "photos/views.py"]
MODULES += [
    f"comments/{name}.py"
    for name in (
        *("discussions", "form", "posting", "receipts", "views", "links", "captcha", "incoming", "reporting"),
        *("stand_ins", "moderation/alarms", "moderation/readers"),
    )
]
MODULES += ["comments/templatetags/comments.py"]

_TRANSLATE = re.compile(r"""{% translate (?:"([^"]*)"|'([^']*)')(?: context "([^"]*)")?[^%]*%}""")
_BLOCK = re.compile(r"{% blocktranslate([^%]*)%}(.*?)(?:{% plural %}(.*?))?{% endblocktranslate %}", re.DOTALL)
_VARIABLE = re.compile(r"{{ *([\w.]+)[^}]*}}")


def in_template(text):
    """Return (context, singular, plural) of what a template has translated; plural is None for most."""
    found = {(context or None, one or other, None) for one, other, context in _TRANSLATE.findall(text)}
    for options, singular, plural in _BLOCK.findall(text):
        singular, plural = (_VARIABLE.sub(r"%(\1)s", part) for part in (singular, plural))
        if "trimmed" in options:
            singular, plural = (" ".join(part.split()) for part in (singular, plural))
        found.add((None, singular, plural or None))
    return found


def in_module(source):
    """Return (context, singular, plural) of what a module has translated."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        name = getattr(getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", ""))
        if not isinstance(node, ast.Call) or name.removesuffix("_lazy") not in {"_", "gettext", "pgettext", "ngettext"}:
            continue
        words = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        if name.startswith("pgettext"):
            found.add((words[0], words[1], None))
        elif name.startswith("ngettext"):
            found.add((None, words[0], words[1]))
        elif words:
            found.add((None, words[0], None))
    return found


def in_class(source, name):
    """Return what one class of a module has translated; the rest of that module speaks to the desk."""
    (found,) = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ClassDef) and node.name == name)
    return in_module(ast.unparse(found))


def public_strings():
    found = set()
    for record in ("comment", "report"):  # a removed comment says why, and an alarm asks
        found |= in_class((ROOT / f"comments/models/{record}.py").read_text(), "Reason")
    for patterns, read in ((TEMPLATES, in_template), (MODULES, in_module)):
        for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
            found |= read(path.read_text())
    return found

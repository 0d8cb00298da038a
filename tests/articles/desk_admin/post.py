"""Sending the story's form as a browser would: every field it was shown comes back, changed where a test says so."""

from html.parser import HTMLParser

from django.urls import reverse


class _Fields(HTMLParser):
    """Collects what the form of a page would send."""

    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.inside, self.sent = form_id, False, {}
        self.textarea = self.select = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form_id
        name = attrs.get("name")
        if not self.inside or "disabled" in attrs or attrs.get("form", self.form_id) != self.form_id:
            return
        if tag == "input" and name and attrs.get("type") != "submit":
            if attrs.get("type") not in ("checkbox", "radio") or "checked" in attrs:
                self.sent[name] = attrs.get("value") or ""
        elif tag == "textarea" and name:
            self.textarea, self.sent[name] = name, ""
        elif tag == "select" and name:
            self.select, self.sent[name] = name, ""
        elif tag == "option" and self.select and "selected" in attrs:
            self.sent[self.select] = attrs.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.textarea = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.textarea:
            # A browser drops the first line break of a textarea.
            self.sent[self.textarea] += data.removeprefix("\n") if not self.sent[self.textarea] else data


def fields_of(response, form_id="article_form"):
    """Return what the form on a page would send as it stands."""
    parser = _Fields(form_id)
    parser.feed(response.content.decode())
    return parser.sent


def change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def opened(client, article=None):
    """Open the story's form, of a new story where none is given, and return its fields."""
    response = client.get(change_url(article) if article else reverse("admin:articles_article_add"))
    assert response.status_code == 200, response.status_code
    return fields_of(response)


def send(client, article, fields, **options):
    return client.post(change_url(article) if article else reverse("admin:articles_article_add"), fields, **options)


def save(client, article, **changes):
    """Open the form, change some of its fields and save; return the response."""
    return send(client, article, opened(client, article) | changes)


def with_row(fields, prefix, **row):
    """Return the fields with one more row of an inline filled in: the empty one that waits, else one behind it."""
    total, initial = (int(fields[f"{prefix}-{name}_FORMS"]) for name in ("TOTAL", "INITIAL"))
    filled = [
        fields.get(f"{prefix}-{number}-{name}") for number in range(initial, total) for name in ("author", "photo")
    ]
    number = total if total == initial or any(filled) else total - 1
    new = {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return fields | {f"{prefix}-TOTAL_FORMS": str(number + 1)} | new


def said(response):
    """Return the messages a redirect leaves for the next page, as one text."""
    return " ".join(str(message) for message in response.wsgi_request._messages)

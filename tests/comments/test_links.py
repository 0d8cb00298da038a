import pytest

from comments.links import count_notations, find_links, linkify


def test_an_address_becomes_a_link_that_search_engines_do_not_follow():
    assert linkify("see https://example.org/a?b=1&c=2.") == (
        'see <a href="https://example.org/a?b=1&amp;c=2" rel="ugc nofollow noopener noreferrer">'
        "https://example.org/a?b=1&amp;c=2</a>."
    )


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("(https://example.org/a)", "https://example.org/a"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("«https://example.org/»", "https://example.org/"),
        ("https://example.org/،", "https://example.org/"),
        ("HTTPS://Example.ORG/x", "HTTPS://Example.ORG/x"),
        ("https://example.org:8080/x", "https://example.org:8080/x"),
        ("https://example.org/@someone", "https://example.org/@someone"),
    ],
)
def test_punctuation_around_an_address_is_not_part_of_it(text, url):
    (link,) = find_links(text)
    assert (link.url, link.odd) == (url, "")
    assert text[link.start : link.end] == url


@pytest.mark.parametrize(
    "text",
    [
        "https://bank.com@evil.io",
        "https://evil.io/\u200fdoc",
        "http://exa\\mple.org",
        "http://[::1",
        "http://example.org:99999999/",
        "http://-/",
        "http://" + "é" * 300 + ".org/",
        "http://../",
        "http://localhost/",
    ],
)
def test_what_is_no_honest_address_is_text(text):
    (link,) = find_links(text)
    assert link.odd
    assert "<a" not in linkify(text)


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "xhttp://example.org"]
)
def test_other_schemes_are_not_even_found(text):
    assert find_links(text) == []


def test_everything_is_escaped_inside_and_outside_of_links():
    text = "<b> http://example.org/\"onmouseover='x' <script>"
    shown = linkify(text)
    assert "<script" not in shown
    assert '"onmouseover' not in shown.replace('href="', "").replace('" rel="', "").replace('">', "")
    assert "&lt;b&gt;" in shown


def test_a_host_in_other_letters_is_shown_in_ascii_link_and_words():
    shown = linkify("https://аpple.com:8080/x?y#z")
    assert shown.count("https://xn--pple-43d.com:8080/x?y#z") == 2


def test_dead_links_show_the_whole_target():
    shown = linkify("https://аpple.com/long/way", dead=True)
    assert "<a" not in shown
    assert "https://аpple.com/long/way" in shown


def test_notations_are_counted_once_each():
    assert count_notations("http://a.example www.b.example c-d.com [url=x]y [y](z) <a href=x>") == 6
    assert count_notations("Mr. Smith went to St. Gallen, e.g. by train.") == 0


def test_a_text_of_addresses_is_read_in_linear_time():
    import time

    started = time.perf_counter()
    linkify("http://a(" * 600)
    linkify("http://" + "(" * 5_000)
    linkify("www." * 1_250)
    count_notations("www." * 1_250 + "a-" * 1_000)
    assert time.perf_counter() - started < 1

"""What every response carries. The views here are the test's own: the rules hold for any page of the house."""

import gzip

import pytest
from django.contrib import admin
from django.http import HttpResponse, HttpResponseNotFound, StreamingHttpResponse
from django.template import engines
from django.urls import include, path
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_sameorigin

from newsroom.middleware import PublicBytesMiddleware

LONG = "Rain fell on the harbour all night. " * 40


def long_page(request):
    return HttpResponse(LONG)


def language_page(request):
    return HttpResponse(get_language())


def gone_page(request):
    return HttpResponse(LONG, status=410)


def missing_photo(request):
    return HttpResponseNotFound("No such photo.", headers={"Cache-Control": "no-store"})


def streamed_photo(request):
    return StreamingHttpResponse([b"\xff\xd8" * 500], content_type="image/jpeg")


def drawn_photo(request):
    return HttpResponse(b"\xff\xd8" * 500, content_type="image/jpeg")


def dated_page(request):
    return HttpResponse(LONG, headers={"Last-Modified": "Sun, 22 Nov 2026 10:00:00 GMT", "Link": "</s/7/>"})


@xframe_options_sameorigin
def framed_page(request):
    return HttpResponse("Preview")


def styled_page(request):
    response = HttpResponse("Text only")
    response.csp = {"style-src": ["'sha256-abc'"]}
    return response


def token_page(request):
    template = engines["django"].from_string("{{ user.username }}{% csrf_token %}")
    return HttpResponse(template.render({}, request))


urlpatterns = [
    path("long/", long_page),
    path("language/", language_page),
    path("ar/language/", language_page),
    path("admin/language/", language_page),
    path("gone/", gone_page),
    path("photo/missing/", missing_photo),
    path("photo/streamed/", streamed_photo),
    path("photo/drawn/", drawn_photo),
    path("dated/", dated_page),
    path("admin/framed/", framed_page),
    path("styled/", styled_page),
    path("admin/token/", token_page),
    path("admin/", admin.site.urls),
    path("comments/", include("comments.urls")),
    path("", include("articles.urls")),
]

pytestmark = [pytest.mark.urls("tests.newsroom.test_middleware"), pytest.mark.django_db]


@pytest.fixture
def dana(django_user_model):
    return django_user_model.objects.create_user("dana", password="x", is_staff=True, language="ar")


# Language -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "language"), [("/language/", "en"), ("/ar/language/", "ar"), ("/admin/language/", "en")]
)
def test_the_path_alone_names_the_language(client, address, language):
    client.cookies["django_language"] = "ku"
    response = client.get(address, headers={"accept-language": "ckb"})
    assert response.content.decode() == language


def test_the_desk_speaks_the_language_its_user_chose(client, dana):
    client.force_login(dana)
    assert client.get("/admin/language/").content == b"ar"
    assert client.get("/language/").content == b"en"


def test_a_language_that_is_not_offered_does_not_break_the_desk(client, dana):
    dana.language = "tlh"
    dana.save()
    client.force_login(dana)
    assert client.get("/admin/language/").content == b"en"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/en/", "/"),
        ("/en", "/"),
        ("/en/language/?page=2&q=%D8%A7", "/language/?page=2&q=%D8%A7"),
        ("/en/2026/11/%D8%A7%D8%B1/", "/2026/11/%D8%A7%D8%B1/"),
        ("/en//evil.example/", "/evil.example/"),
        ("/en/\\evil.example/", "/%5Cevil.example/"),
        ("/en/a%00b/", "/a%00b/"),
    ],
)
def test_the_default_language_s_prefix_redirects_to_the_bare_path(client, address, target):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, target)
    assert response["Cache-Control"] == "public, max-age=60"


def test_the_language_of_one_request_does_not_reach_the_next(client):
    before = get_language()
    client.get("/ar/language/")
    assert get_language() == before


# Bytes --------------------------------------------------------------------------------------------------------


def test_a_public_page_may_be_kept_for_a_minute(client):
    response = client.get("/long/")
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["Vary"] == "Accept-Encoding"
    assert not response.cookies


@pytest.mark.parametrize("address", ["/gone/", "/nowhere/"])
def test_a_missing_or_withdrawn_page_may_be_kept_for_a_minute_too(client, address):
    assert client.get(address)["Cache-Control"] == "public, max-age=60"


def test_a_view_s_own_cache_rule_stands(client):
    response = client.get("/photo/missing/")
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response


def test_an_answer_to_a_post_is_not_stored(client):
    assert client.post("/long/")["Cache-Control"] == "no-store"


def test_a_second_visit_is_answered_by_304_with_the_same_headers(client):
    first = client.get("/dated/")
    second = client.get("/dated/", headers={"if-none-match": first["ETag"]})
    assert (second.status_code, second.content) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "Content-Security-Policy", "Last-Modified", "Link"):
        assert second[name] == first[name]


def test_a_page_unchanged_since_a_moment_is_answered_by_304(client):
    since = {"if-modified-since": "Sun, 22 Nov 2026 10:00:00 GMT"}
    assert client.get("/dated/", headers=since).status_code == 304
    assert client.get("/long/", headers=since).status_code == 200


def test_a_withdrawn_page_is_never_304(client):
    response = client.get("/gone/", headers={"if-none-match": "*"})
    assert response.status_code == 410


def test_each_encoding_has_its_own_strong_etag_and_repeats_to_the_byte(client):
    plain = client.get("/long/")
    packed = client.get("/long/", headers={"accept-encoding": "br, gzip"})
    again = client.get("/long/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content).decode() == LONG
    assert packed.content == again.content
    assert packed["ETag"] == again["ETag"] != plain["ETag"]
    assert packed["ETag"].startswith('"')
    assert packed["Content-Length"] == str(len(packed.content))


def test_a_head_request_is_told_the_length_of_the_body_it_does_not_get(rf):
    packed = {"accept-encoding": "gzip"}
    whole = PublicBytesMiddleware(long_page)(rf.get("/long/", headers=packed))
    head = PublicBytesMiddleware(long_page)(rf.head("/long/", headers=packed))
    assert head.content == b""
    assert dict(head.headers) == dict(whole.headers)


@pytest.mark.parametrize("refusal", ["", "br", "gzip;q=0", "gzip; q=0.0, br", "identity"])
def test_who_does_not_take_gzip_gets_plain_bytes(client, refusal):
    response = client.get("/long/", headers={"accept-encoding": refusal})
    assert "Content-Encoding" not in response
    assert response.content.decode() == LONG


def test_a_short_page_is_not_compressed(client):
    assert "Content-Encoding" not in client.get("/language/", headers={"accept-encoding": "gzip"})


def test_a_photo_is_not_compressed_and_varies_by_nothing(client):
    response = client.get("/photo/drawn/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert "Vary" not in response


def test_a_streamed_photo_passes_untouched(client):
    response = client.get("/photo/streamed/", headers={"accept-encoding": "gzip"})
    assert b"".join(response.streaming_content) == b"\xff\xd8" * 500
    assert "ETag" not in response


# No session on the press --------------------------------------------------------------------------------------


def test_a_logged_in_editor_gets_the_same_bytes_and_headers_as_a_stranger(client, dana):
    stranger = client.get("/long/")
    client.force_login(dana)
    client.get("/admin/token/")  # now there are a session and a CSRF cookie
    assert "csrftoken" in client.cookies
    editor = client.get("/long/")
    assert editor.content == stranger.content
    assert dict(editor.headers) == dict(stranger.headers)
    assert not editor.cookies


def test_a_broken_session_cookie_makes_no_cookie_on_the_press(client):
    client.cookies["sessionid"] = "x"
    response = client.get("/long/")
    assert response["Vary"] == "Accept-Encoding"
    assert not response.cookies


def test_a_broken_csrf_cookie_makes_no_cookie_on_the_press(client):
    client.cookies["csrftoken"] = "bad"
    response = client.get("/long/")
    assert response["Vary"] == "Accept-Encoding"
    assert not response.cookies


def test_a_broken_csrf_cookie_is_replaced_on_the_desk(client):
    client.cookies["csrftoken"] = "bad"
    assert len(client.get("/admin/login/").cookies["csrftoken"].value) == 32


def test_the_desk_is_never_stored(client, dana):
    client.force_login(dana)
    for address in ("/admin/", "/admin/token/", "/admin/login/"):
        response = client.get(address, headers={"accept-encoding": "gzip"})
        assert response["Cache-Control"] == "private, no-store"
        assert "ETag" not in response


# Policy -------------------------------------------------------------------------------------------------------


def policy_of(response):
    """Return the response's content security policy as {directive: [sources]}."""
    parts = (directive.split() for directive in response["Content-Security-Policy"].split("; "))
    return {name: sources for name, *sources in parts}


def test_a_public_page_allows_our_own_host_and_no_inline_script_or_style(client):
    policy = policy_of(client.get("/long/"))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
    assert policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert "unsafe-inline" not in str(policy)


def test_a_public_page_names_its_type_and_referrer_policy(client):
    response = client.get("/long/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_the_desk_takes_scripts_with_this_answer_s_nonce_only(client):
    first, second = policy_of(client.get("/admin/login/")), policy_of(client.get("/admin/login/"))
    assert first["script-src"][0] == "'self'"
    assert first["script-src"][1].startswith("'nonce-")
    assert first["script-src"] != second["script-src"]
    assert "'unsafe-inline'" in first["style-src"]
    assert "'unsafe-inline'" not in first["script-src"]


def test_only_a_page_that_says_so_may_be_framed_and_only_by_us(client):
    preview = client.get("/admin/framed/")
    assert policy_of(preview)["frame-ancestors"] == ["'self'"]
    assert preview["X-Frame-Options"] == "SAMEORIGIN"
    assert policy_of(client.get("/admin/login/"))["frame-ancestors"] == ["'none'"]


def test_a_view_may_change_one_directive_of_its_own_answer(client):
    policy = policy_of(client.get("/styled/"))
    assert policy["style-src"] == ["'sha256-abc'"]
    assert policy["script-src"] == ["'self'"]

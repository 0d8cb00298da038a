"""The one public way in: the fifty-one inputs of the specification, each by its number, and the order of checks."""

import datetime
import html
import re
from collections import defaultdict
from unittest import mock

import pytest
from defusedxml.ElementTree import fromstring
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.color import no_style
from django.db import DatabaseError, connection
from django.utils import timezone

from articles import desk
from articles.models import SiteText
from comments import captcha, moderation, receipts, throttle
from comments.incoming import LARGEST
from comments.models import Bucket, Comment, Discussion, HoldRule, Policy
from comments.persons import export
from comments.posting import post
from tests import cast
from tests.comments import reader
from tests.comments.reader import form, send, slip

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return cast.live_story()


@pytest.fixture
def open_house():
    """Publish at once whatever no rule holds."""
    return Policy.objects.create(publishing=Policy.Publishing.PUBLISH)


def text_of(response):
    return html.unescape(response.content.decode())


def keeps(response, words, *, status=422):
    """Assert that a refusal gives everything back, and a sum to go on with."""
    assert response.status_code == status
    assert "no-store" in response["Cache-Control"]
    assert not response.has_header("Set-Cookie")
    # HTML drops the first newline of a textarea, so one more is written.
    assert f">\n{words}</textarea>" in text_of(response)
    return reader.token_in(response)


def held(comment):
    return {reason.code for reason in comment.held_reasons.all()}


# The way through


def test_a_right_comment_is_stored_waiting_and_leads_to_its_receipt(client, edition):
    token = slip(edition)
    response = send(client, form(edition, token))
    assert response.status_code == 303
    comment = Comment.objects.get()
    assert (comment.state, comment.name, comment.body) == ("pending", "Azad", "The bridge is a great help.")
    page = client.get(response["Location"])
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "waits for an editor" in page.content.decode()
    assert "The bridge is a great help." in page.content.decode()


def test_without_a_token_the_post_is_the_first_of_two_steps(client, edition):
    response = send(client, form(edition, pen="Azad & Co", mends="on"))
    assert response.status_code == 200
    text = text_of(response)
    assert "One more step: please answer this sum." in text
    assert 'value="Azad & Co"' in text
    assert re.search(r'name="mends" checked', text)
    assert not Comment.objects.exists()
    token = captcha.read(reader.token_in(response), article=edition.pk)
    later = timezone.now() + datetime.timedelta(seconds=5)
    with mock.patch("comments.posting.timezone.now", return_value=later):
        assert send(client, form(edition, token)).status_code == 303
    assert held(Comment.objects.get()) == set()


def test_what_was_not_sent_yet_names_its_story_and_the_comment_it_answers(client, edition):
    parent = reader.make_comment(edition, by=cast.moderator(), body="When does it open?", name="Rojda")
    for response in (
        send(client, form(edition, to=parent.pk)),
        send(client, form(edition, slip(edition), pen="", to=parent.pk)),
    ):
        text = text_of(response)
        assert f'<a href="{edition.get_absolute_url()}">{edition.headline}</a>' in text
        assert re.search(r"<blockquote[^>]*>.*Rojda.*When does it open\?.*</blockquote>", text, re.DOTALL)


def test_with_the_captcha_off_a_right_comment_needs_no_sum_but_still_a_token(client, edition, settings):
    settings.COMMENT_CAPTCHA = "off"
    response = send(client, form(edition))
    assert response.status_code == 200
    assert "comment-sum" not in text_of(response)
    assert send(client, form(edition, slip(edition), answer="")).status_code == 303


def test_all_problems_come_at_once_each_at_its_field(client, edition):
    response = send(client, form(edition, slip(edition), answer="x", words=" ", pen="", reach="nobody"))
    text = text_of(response)
    assert response.status_code == 422
    for sentence in (
        "Please write something.",
        "Please give a name",
        "not an e-mail address",
        "Please write a number.",
    ):
        assert text.count(sentence) == 2  # in the summary and at the field


def test_a_missing_name_and_a_format_error_do_not_burn_the_sum(client, edition):
    token = slip(edition)
    keeps(send(client, form(edition, token, pen="")), "The bridge is a great help.")
    keeps(send(client, form(edition, token, answer="many")), "The bridge is a great help.")
    assert send(client, form(edition, token)).status_code == 303


def test_a_wrong_answer_burns_the_sum(client, edition):
    token = slip(edition)
    wrong = send(client, form(edition, token, answer=(token.sum.answer + 1) % 82))
    keeps(wrong, "The bridge is a great help.")
    assert "That was not the answer." in text_of(wrong)
    again = send(client, form(edition, token))
    keeps(again, "The bridge is a great help.")
    assert not Comment.objects.exists()


def test_the_fresh_sum_of_a_refusal_can_be_answered(client, edition):
    token = slip(edition)
    wrong = send(client, form(edition, token, answer="99"))
    fresh = captcha.read(reader.token_in(wrong), article=edition.pk)
    assert fresh.flavour.again
    assert fresh.id != token.id
    assert send(client, form(edition, fresh)).status_code == 303


def test_the_token_is_judged_before_the_fields_and_the_fields_before_the_answer(client, edition):
    burnt = slip(edition)
    send(client, form(edition, burnt, answer="99"))
    assert Bucket.objects.filter(key__startswith="sum:").count() == 1
    # Expired and without a name: both are said, nothing is burnt.
    old = slip(edition, age=4000)
    text = text_of(send(client, form(edition, old, pen="", answer="99")))
    assert "open for a while" in text
    assert "Please give a name" in text
    # A missing name with a wrong answer: the answer is not looked at.
    token = slip(edition)
    assert "That was not the answer" not in text_of(send(client, form(edition, token, pen="", answer="99")))
    assert Bucket.objects.filter(key__startswith="sum:").count() == 1


# Text: 1–23


@pytest.mark.parametrize("words", ["", " \n\t ", "\u200b\u2060", "\u2800", "\u3164", "\u0301\u0301"])
def test_01_02_an_invisible_comment_is_empty(client, edition, words):
    response = send(client, form(edition, slip(edition), words=words))
    assert response.status_code == 422
    assert "Please write something." in text_of(response)


def test_03_a_null_character_falls_out_of_every_field(client, edition):
    comment = reader.comment(client, edition, words="a\x00b", pen="A\x00zad", reach="a\x00zad@example.org")
    assert (comment.body, comment.name, comment.email) == ("ab", "Azad", "azad@example.org")


def test_03_a_null_character_in_the_other_fields_is_refused_without_an_error(client, edition):
    token = slip(edition)
    for fields in ({"slip": "\x00"}, {"to": "\x00"}, {"tally": "\x00"}, {"mark": "\x00"}):
        assert send(client, form(edition, token) | fields).status_code in {303, 422}
    assert send(client, form(edition, token) | {"story": "\x00"}).status_code == 404


def test_04_a_lone_surrogate_is_scrubbed(client, edition):
    comment = reader.comment(client, edition, words="a\ud800b", pen="A\udfffzad")
    assert "\ud800" not in comment.body
    assert (
        client.get("/comments/token/?article=\ud800".encode("utf-8", "surrogatepass").decode("latin-1")).status_code
        == 404
    )


def test_05_bytes_that_are_no_utf8_are_replaced_and_held(client, edition, open_house):
    token = slip(edition)
    body = f"story={edition.pk}&slip={token}&tally={token.sum.answer}&pen=Azad&words=%FF%FE%FF+is+unreadable"
    assert send(client, body).status_code == 303
    comment = Comment.objects.get()
    assert comment.body.startswith("\ufffd")
    assert held(comment) == {"garbled"}


def test_06_overrides_fall_out_and_isolates_are_closed(client, edition):
    comment = reader.comment(client, edition, words="a\u202eb\u2067c\n\nd\u2069e")
    assert comment.body == "ab\u2067c\u2069\n\nde"


def test_07_direction_marks_fall_out_of_a_name(client, edition):
    comment = reader.comment(client, edition, pen="\u202eA\u2067za\u200fd\u200b")
    assert comment.name == "Azad"


def test_07_a_name_keeps_joiners_between_letters(client, edition):
    comment = reader.comment(client, edition, pen="\u200cمی\u200cنا\u200d")
    assert comment.name == "می\u200cنا"


def test_08_a_letter_keeps_four_marks(client, edition):
    comment = reader.comment(client, edition, words="Z" + "\u0301" * 50 + "algo")
    assert comment.body == "Z" + "\u0301" * 4 + "algo"


@pytest.mark.parametrize(
    "words", ["قُتِلَ رَجُلٌ فِي كَوْبَانِي", "كـتـاب", "می\u200cخواهم", "هەولێر و کۆبانێ", "“Curly” – dash…"]
)
def test_09_what_people_write_stays_exactly_as_typed(client, edition, words):
    assert reader.comment(client, edition, words=words).body == words


@pytest.mark.parametrize("typed", ["إِرْهَابٌ", "إرهـــاب", "إر\u200cهاب", "إ.ر.ه.ا.ب", "وإرهاب"])
def test_10_a_listed_word_is_held_however_it_is_hidden(client, edition, open_house, typed):
    HoldRule.objects.create(code="words", words="إرهاب")
    comment = reader.comment(client, edition, words=f"نص {typed} آخر")
    reason = comment.held_reasons.get()
    assert (comment.state, reason.code) == ("pending", "words")
    assert comment.body[reason.start : reason.end] == typed


@pytest.mark.parametrize("pen", ["Editor", "Еditor", "Ｅｄｉｔｏｒ", "Edıtor", "e.d.i.t.o.r", "THE  editors"])
def test_11_a_reserved_name_is_refused_in_every_disguise(client, edition, pen):
    response = send(client, form(edition, slip(edition), pen=pen))
    assert response.status_code == 422
    assert "This name is reserved." in text_of(response)


def test_11_bylines_staff_and_the_newsroom_are_reserved(client, edition):
    SiteText.objects.create(language="en", name="The Wire")
    cast.moderator()
    for pen in ("Leyla Aziz", "lana hesen", "Тhe Wire"):
        assert "This name is reserved." in text_of(send(client, form(edition, slip(edition), pen=pen)))


@pytest.mark.parametrize("words", ["👍", "👨‍👩‍👧‍👦", "🏳️‍🌈", "👋🏽"])
def test_12_emoji_alone_are_a_comment(client, edition, words):
    assert reader.comment(client, edition, words=words).body == words


def test_13_five_thousand_characters_with_windows_line_ends_pass(client, edition):
    lines = "\r\n".join(["x" * 49] * 100) + "y"
    comment = reader.comment(client, edition, words=lines)
    assert len(comment.body) == 5_000
    assert "\r" not in comment.body


def test_14_one_character_too_many_is_kept_with_the_excess(client, edition):
    words = "x" * 5_001
    response = send(client, form(edition, slip(edition), words=words))
    keeps(response, words)
    assert "1 character too long" in text_of(response)


def test_14_twenty_thousand_bytes_are_the_limit_too(client, edition):
    assert reader.comment(client, edition, words="😀" * 5_000).body == "😀" * 5_000
    words = ("e" + "\U0001d165" * 4) * 1000 + "😀"  # 5,001
    assert send(client, form(edition, slip(edition), words=words)).status_code == 422


@pytest.mark.parametrize("size", [64 * 1024 + 1, 1_000_000])
def test_14_more_than_64_kib_are_refused_in_words(client, edition, size):
    response = send(client, "words=" + "x" * size)
    assert response.status_code == 413
    assert "far more than a comment" in response.content.decode()


def test_14_a_body_without_a_length_is_read_no_further_than_the_limit(edition, rf):
    class Endless:
        read_so_far = 0

        def read(self, size=-1):
            assert size > 0
            self.read_so_far += size
            return b"x" * size

    stream = Endless()
    request = rf.post("/comments/", b"x", content_type=reader.FORM)
    request._stream = stream
    request.META.pop("CONTENT_LENGTH", None)
    assert post(request).status_code == 413
    assert stream.read_so_far <= LARGEST + 1


def test_15_one_endless_word_is_accepted(client, edition):
    assert reader.comment(client, edition, words="x" * 5_000).body == "x" * 5_000


def test_16_two_thousand_blank_lines_become_one(client, edition):
    assert reader.comment(client, edition, words="a" + "\n" * 2_001 + "b").body == "a\n\nb"


def test_17_too_many_fields_and_files_are_refused(client, edition):
    assert send(client, "&".join(f"f{n}=x" for n in range(2_000))).status_code == 400
    files = {f"f{n}": SimpleUploadedFile("x.txt", b"x") for n in range(20)}
    assert client.post("/comments/", files).status_code == 415


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "&lt;b&gt;",
        "{{ 7*7 }}",
        "{% load x %}",
        "${7*7}",
        "</textarea><script>alert(1)</script>",
    ],
)
def test_18_19_markup_is_literal_on_every_page(client, edition, open_house, words):
    comment = reader.comment(client, edition, words=words, pen=f"A {words[:20]}")
    assert (comment.state, comment.body) == ("published", words)
    escaped = html.escape(words).encode()
    pages = [
        f"/comments/{edition.pk}/",
        f"/comments/{edition.pk}/c/{comment.pk}/",
        f"/comments/{edition.pk}/new/?to={comment.pk}",
    ]
    for page in pages:
        content = client.get(page).content
        assert escaped in content
        assert words.encode() not in content or escaped == words.encode()
    (item,) = fromstring(client.get(f"/comments/{edition.pk}/feed/").content).findall("channel/item")
    assert html.unescape(item.findtext("description")) == words
    assert words not in item.findtext("description") or escaped.decode() == words
    assert [row["text"] for row in export(Comment.objects.all())] == [words]
    client.force_login(cast.moderator())
    queue = client.get("/admin/comments/comment/queue/?tab=published").content
    assert escaped in queue


@pytest.mark.parametrize("words", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "JaVa\tScript:alert(1)"])
def test_20_other_schemes_are_never_links(client, edition, open_house, words):
    comment = reader.comment(client, edition, words=f"see {words} now")
    page = client.get(f"/comments/{edition.pk}/c/{comment.pk}/").content.decode()
    assert 'rel="ugc' not in page
    assert comment.state == "published"


@pytest.mark.parametrize(
    "url", ["https://bank.com@evil.io", "https://evil.io/\u202ecod.exe", "http://user:pw@host.org/"]
)
def test_21_an_address_that_deceives_is_text_and_held(client, edition, open_house, url):
    clean = url.replace("\u202e", "\u200f")  # overrides do not survive; other direction marks do
    comment = reader.comment(client, edition, words=f"see {clean} now")
    assert comment.state == "pending"
    assert "odd-link" in held(comment)
    receipt = client.get(receipt_of(comment)).content.decode()
    assert f'href="{clean[:12]}' not in receipt


def test_21_a_look_alike_host_is_shown_in_ascii(client, edition):
    comment = reader.make_comment(edition, by=cast.moderator(), body="see https://аpple.com/shop now")
    page = client.get(f"/comments/{edition.pk}/c/{comment.pk}/").content.decode()
    assert 'href="https://xn--pple-43d.com/shop"' in page
    assert ">https://xn--pple-43d.com/shop</a>" in page


@pytest.mark.parametrize(
    "link", ["http://a{n}.example.org/", "[url=x{n}]y", "[y](x{n})", "www.spam{n}.example", "buy{n}-now.com"]
)
def test_22_thirty_addresses_in_any_notation_are_spam(client, edition, link):
    words = " ".join(link.format(n=n) for n in range(30))
    comment = reader.comment(client, edition, words=words)
    assert comment.state == "spam"
    assert "many-links" in held(comment)


@pytest.mark.parametrize("field", ["pen", "reach"])
def test_23_a_line_break_in_a_name_or_an_address_is_refused(client, edition, field):
    typed = {"pen": "Azad\r\nBcc: all@example.org", "reach": "a@example.org\nBcc: b@example.org"}[field]
    response = send(client, form(edition, slip(edition), **{field: typed}))
    keeps(response, "The bridge is a great help.")


# Threads and doubles: 24–30


@pytest.mark.parametrize("state", ["missing", "pending", "spam", "removed"])
def test_24_a_reply_to_what_is_gone_is_kept_and_can_be_sent_as_a_new_comment(client, edition, state):
    lana = cast.moderator()
    parent = reader.make_comment(edition, by=lana if state == "removed" else None)
    if state == "removed":
        moderation.remove(parent, by=lana, version=parent.version, reason="insult")
    elif state == "spam":
        moderation.mark_spam(parent, by=lana, version=parent.version)
    number = 999_999 if state == "missing" else parent.pk
    response = send(client, form(edition, slip(edition), to=number))
    keeps(response, "The bridge is a great help.")
    assert "Post as a new comment?" in text_of(response)
    assert 'name="to" value=""' in text_of(response)


def test_24_a_parent_that_goes_while_the_comment_is_stored_is_kept_too(client, edition):
    lana = cast.moderator()
    parent = reader.make_comment(edition, by=lana)

    def too_late(*budgets, **how):
        Comment.objects.filter(pk=parent.pk).update(state="removed")
        return take(*budgets, **how)

    take = throttle.take
    with mock.patch("comments.throttle.take", too_late):
        response = send(client, form(edition, slip(edition), to=parent.pk))
    keeps(response, "The bridge is a great help.")


def test_25_a_parent_under_another_story_is_refused(client, edition):
    parent = reader.make_comment(cast.live_story(), by=cast.moderator())
    response = send(client, form(edition, slip(edition), to=parent.pk))
    keeps(response, "The bridge is a great help.")
    assert 'name="to" value=""' in text_of(response)


def test_26_a_long_chain_is_flat_after_the_third_level(edition, open_house):
    parent = None
    for number in range(30):
        parent = reader.make_comment(edition, parent=parent, body=f"Number {number}")
    assert parent.level == 3
    assert len(parent.path) == 18
    assert parent.parent.body == "Number 28"
    assert set(Comment.objects.values_list("level", flat=True)) == {1, 2, 3}


def test_26_an_answer_at_the_end_of_ten_thousand_costs_what_the_first_costs(
    client, edition, open_house, django_assert_max_num_queries
):
    root = reader.make_comment(edition)
    second = reader.make_comment(edition, parent=root, body="Second")
    now = timezone.now()
    rows = [
        Comment(
            pk=second.pk + n, article_id=edition.pk, parent_id=second.pk + n - 1, number=2 + n, level=3,
            state="published",
            path=f"{second.path}{2 + n:06d}", name="Azad", body=f"Number {n}", language="en", posted_at=now,
            first_published_at=now,
        )
        for n in range(1, 10_000)
    ]  # fmt: skip
    Comment.objects.bulk_create(rows, batch_size=500)
    with connection.cursor() as cursor:  # PostgreSQL counts on from the last number that it gave itself
        for statement in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            cursor.execute(statement)
    Discussion.objects.update(next_number=10_002)
    parent = Comment.objects.get(pk=rows[-1].pk)
    with django_assert_max_num_queries(20):
        answer = reader.make_comment(edition, parent=parent, body="The last of all")
    assert (answer.level, answer.parent, len(answer.path)) == (3, parent, 18)
    page = client.get(f"/comments/{edition.pk}/c/{answer.pk}/").content.decode()
    assert "in reply to" in page


def test_27_the_same_text_from_the_same_mark_leads_to_the_first_receipt(client, edition):
    first = reader.comment(client, edition, keep="on")
    page = client.get(receipt_of(first)).content.decode()
    mark = re.search(r'data-mark="([^"]+)"', page)[1]
    with mock.patch("comments.throttle.take", return_value=defaultdict(lambda: [True, True])):
        response = send(client, form(edition, slip(edition), mark=mark))
    assert (response.status_code, response["Location"]) == (303, receipt_of(first))
    assert Comment.objects.count() == 1


def test_27_the_same_text_from_the_same_network_is_named_without_a_receipt(client, edition):
    reader.comment(client, edition)
    response = send(client, form(edition, slip(edition)))
    keeps(response, "The bridge is a great help.", status=409)
    assert "We already have this comment" in text_of(response)
    assert "/comments/receipt/" not in response.content.decode()


def test_27_the_same_text_again_and_again_is_counted_like_other_posts(client, edition, settings):
    settings.COMMENT_BUDGETS = settings.COMMENT_BUDGETS | {"post": [(3, 600), (3, 600)]}
    answers = [send(client, form(edition, slip(edition))).status_code for _ in range(4)]
    assert answers == [303, 409, 409, 429]


def test_27_the_same_long_text_from_elsewhere_is_held(client, edition, open_house):
    words = "The bridge is a great help to everybody who has to cross the river each day."
    reader.comment(client, edition, words=words)
    second = reader.comment_from(client, edition, "198.51.100.7", words=words + " 12345")
    assert held(second) == {"double"}


def test_28_a_second_click_leads_to_the_same_receipt(client, edition):
    token = slip(edition)
    first, second = (send(client, form(edition, token)) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"]
    assert Comment.objects.count() == 1


def test_29_another_text_with_a_used_token_is_kept(client, edition):
    token = slip(edition)
    send(client, form(edition, token))
    response = send(client, form(edition, token, words="Something else"))
    keeps(response, "Something else", status=409)
    assert "already sent" in text_of(response)


# Token and sum: 31–39


@pytest.mark.parametrize("age", [3_700, 90_000, -120])
def test_31_32_an_expired_or_future_token_keeps_the_text(client, edition, age):
    response = send(client, form(edition, slip(edition, age=age)))
    keeps(response, "The bridge is a great help.")
    assert not Comment.objects.exists()


def test_32_a_minute_of_skew_is_kept_as_too_fast_not_refused_as_forged(client, edition):
    keeps(send(client, form(edition, slip(edition, age=-30))), "The bridge is a great help.")
    assert not Bucket.objects.filter(key__startswith="wrong:").exists()


def test_33_another_storys_token_is_kept_another_languages_accepted(client, edition):
    other = slip(cast.live_story())
    keeps(send(client, form(edition, other)), "The bridge is a great help.")
    assert send(client, form(edition, slip(edition, language="ckb"))).status_code == 303


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-2] + "AA", lambda t: t[:40], lambda _t: "A" * 10_000, lambda _t: "%%%"]
)
def test_34_a_forged_token_is_kept_and_counted(client, edition, spoil):
    token = slip(edition)
    response = send(client, form(edition, token) | {"slip": spoil(str(token))})
    keeps(response, "The bridge is a great help.")
    assert Bucket.objects.filter(key__startswith="wrong:").count() == 2


def test_35_the_answer_may_be_written_in_any_digits_or_words(client, edition):
    token = next(t for t in iter(lambda: slip(edition), None) if t.sum.answer == 5)
    for written in ("٥", "۵", "５", "five", "pênc", " 5 ", "\u200f5"):
        response = send(client, form(edition, token, answer=written, pen=""))
        assert "Please write a number." not in text_of(response)
    assert send(client, form(edition, token, answer="pênc")).status_code == 303


@pytest.mark.parametrize("written", ["+5", "5.0", "1_0", "5e0", "²", "−5", "4" * 400, "five six"])
def test_36_anything_else_asks_for_a_number_and_burns_nothing(client, edition, written):
    token = slip(edition)
    response = send(client, form(edition, token, answer=written))
    keeps(response, "The bridge is a great help.")
    assert "Please write a number." in text_of(response)
    assert send(client, form(edition, token)).status_code == 303


def test_36_two_answers_are_no_number(client, edition):
    token = slip(edition)
    body = reader.urlencode(form(edition, token)) + "&tally=5"
    assert "Please write a number." in text_of(send(client, body))


def test_36_an_empty_answer_asks_to_fill_it_in(client, edition):
    assert "Please fill in the sum." in text_of(send(client, form(edition, slip(edition), answer="")))


def wrongly(client, edition, times):
    for _ in range(times):
        token = slip(edition)
        response = send(client, form(edition, token, answer="99"))
    return response


def test_37_after_five_wrong_answers_only_the_other_button_is_offered_and_right_ones_are_held(
    client, edition, open_house
):
    assert "comment-sum" in text_of(wrongly(client, edition, 4))
    last = text_of(wrongly(client, edition, 1))
    assert "comment-sum" not in last
    assert "I can’t answer this" in last
    comment = reader.comment(client, edition)
    assert (comment.state, held(comment)) == ("pending", {"budget"})


def test_37_after_twenty_wrong_answers_sums_get_429_with_the_text(client, edition):
    wrongly(client, edition, 20)
    response = send(client, form(edition, slip(edition)))
    keeps(response, "The bridge is a great help.", status=429)
    assert int(response["Retry-After"]) > 0
    assert send(client, form(edition, slip(edition), answer=None) | {"skip": "1"}).status_code == 303


def test_38_the_first_time_too_fast_is_kept_the_second_held(client, edition, open_house):
    response = send(client, form(edition, slip(edition, age=0.4)))
    fresh = captcha.read(keeps(response, "The bridge is a great help."), article=edition.pk)
    assert "sent very quickly" in text_of(response)
    assert send(client, form(edition, fresh)).status_code == 303
    comment = Comment.objects.get()
    assert (comment.state, held(comment)) == ("pending", {"fast-again"})


def test_38_three_to_six_seconds_are_held_as_fast(client, edition, open_house):
    send(client, form(edition, slip(edition, age=4)))
    assert held(Comment.objects.get()) == {"fast"}


def test_39_a_filled_trap_is_spam_with_the_same_answer(client, edition):
    token = slip(edition)
    response = send(client, form(edition, token) | {token.trap: "http://spam.example"})
    assert response.status_code == 303
    assert Comment.objects.get().state == "spam"
    assert "waits for an editor" in client.get(response["Location"]).content.decode()


def test_i_cannot_answer_this_is_always_held(client, edition, open_house):
    response = send(client, form(edition, slip(edition), answer="") | {"skip": "1"})
    assert response.status_code == 303
    assert held(Comment.objects.get()) == {"unanswered"}


def test_the_other_button_serves_five_times_an_hour(client, edition):
    for number in range(5):
        assert send(client, form(edition, slip(edition), words=f"Text {number}") | {"skip": "1"}).status_code == 303
    response = send(client, form(edition, slip(edition)) | {"skip": "1"})
    keeps(response, "The bridge is a great help.", status=429)


def test_a_network_that_posts_much_is_held_and_then_asked_to_wait(client, edition, open_house, settings):
    settings.COMMENT_BUDGETS = settings.COMMENT_BUDGETS | {"post": [(2, 600), (4, 600)]}
    comments = [reader.comment(client, edition, words=f"Text {number}") for number in range(4)]
    assert [held(comment) for comment in comments] == [set(), set(), {"budget"}, {"budget"}]
    response = send(client, form(edition, slip(edition), words="Text 5"))
    keeps(response, "Text 5", status=429)
    assert response["Retry-After"] == "600"
    assert reader.comment_from(client, edition, "198.51.100.9", words="Text 6").state == "published"


def test_a_remembered_reader_posts_once_in_ten_seconds(client, edition):
    mark = receipts.sign_mark("a" * 32)
    assert reader.comment(client, edition, mark=mark).author_mark == "a" * 32
    response = send(client, form(edition, slip(edition), mark=mark, words="At once again"))
    keeps(response, "At once again", status=429)
    assert response["Retry-After"] == "10"


# Request and world: 40–51


def test_40_a_story_closed_while_writing_gives_the_text_back(client, edition):
    moderation.set_mode(edition.article, Discussion.Mode.CLOSED, by=cast.moderator())
    response = send(client, form(edition, slip(edition)))
    assert response.status_code == 409
    assert "The bridge is a great help.</textarea>" in text_of(response)
    assert "closed" in text_of(response)


def test_40_a_withdrawn_and_an_unknown_story_answer_alike_and_give_the_text_back(client, edition):
    token = slip(edition)
    desk.withdraw(edition.article, by=cast.editor(), reason="An error.")
    gone, unknown = send(client, form(edition, token)), send(client, form(edition, token) | {"story": 987_654})
    assert gone.status_code == unknown.status_code == 404
    assert gone.content == unknown.content
    assert "The bridge is a great help.</textarea>" in text_of(gone)


FORGED = ", ".join(["198.51.100.1"] * 500)


@pytest.mark.parametrize("forged", ["198.51.100.1", FORGED, "garbage", "::ffff:198.51.100.1, x", ""])
def test_41_without_a_proxy_of_ours_a_forwarded_address_is_never_believed(client, edition, forged):
    plain = reader.comment(client, edition)
    token = slip(edition)
    assert send(client, form(edition, token, words="Again"), HTTP_X_FORWARDED_FOR=forged).status_code == 303
    assert Comment.objects.get(token_id=token.id_text).network == plain.network


@pytest.mark.parametrize("forged", ["198.51.100.1, ", FORGED + ", ", "garbage, ", "::1, "])
def test_41_behind_one_proxy_what_a_client_wrote_itself_is_never_read(client, edition, forged, settings):
    settings.TRUSTED_PROXY_HOPS = 1
    marks = set()
    for words, header in (("One", "203.0.113.7"), ("Two", f"{forged}203.0.113.7"), ("Three", "::ffff:203.0.113.7")):
        token = slip(edition)
        assert send(client, form(edition, token, words=words), HTTP_X_FORWARDED_FOR=header).status_code == 303
        marks.add(Comment.objects.get(token_id=token.id_text).network)
    assert len(marks) == 1


def test_41_a_flood_is_counted_for_the_network_whatever_the_header_says(client, edition, settings):
    settings.COMMENT_BUDGETS = settings.COMMENT_BUDGETS | {"post": [(2, 600), (2, 600)]}
    answers = [
        send(
            client, form(edition, slip(edition), words=f"Text {n}"), HTTP_X_FORWARDED_FOR=f"198.51.100.{n}"
        ).status_code
        for n in range(3)
    ]
    assert answers == [303, 303, 429]


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/json", "text/xml", f"{reader.FORM}; charset=utf-16"]
)
def test_42_other_content_types_are_refused(client, edition, content_type):
    assert client.post("/comments/", b"words=x", content_type=content_type).status_code == 415


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options", "patch"])
def test_42_other_methods_are_refused_by_name(client, method):
    response = getattr(client, method)("/comments/")
    assert (response.status_code, response["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "http://["},
    ],
)
def test_43_a_post_from_elsewhere_is_refused(client, edition, headers):
    assert send(client, form(edition, slip(edition)), **headers).status_code == 403
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://testserver"},
        {"HTTP_ORIGIN": "http://127.0.0.1:8000", "HTTP_SEC_FETCH_SITE": "same-origin"},
    ],
)
def test_44_a_post_without_origin_or_from_our_own_works(client, edition, headers):
    assert send(client, form(edition, slip(edition)), **headers).status_code == 303


def test_45_a_moderators_session_changes_nothing(client, edition):
    client.force_login(cast.moderator())
    response = send(client, form(edition, slip(edition), answer="99"))
    keeps(response, "The bridge is a great help.")
    comment = reader.comment(client, edition)
    assert (comment.state, comment.by_staff) == ("pending", False)


def test_46_a_user_agent_full_of_markup_is_ignored(client, edition):
    assert send(client, form(edition, slip(edition)), HTTP_USER_AGENT="<script>" * 1_250).status_code == 303


def test_47_there_is_no_redirect_parameter(client, edition):
    response = send(client, form(edition, slip(edition)) | {"next": "//evil.example"})
    assert response["Location"].startswith("/comments/receipt/")


@pytest.mark.parametrize(
    "personal",
    [
        *("0049 170 1234567", "+964 750 123 45 67", "azad@example.org", "DE89 3704 0044 0532 0130 00"),
        *("0750\u00a0123\u00a04567", "0750\u202f123\u20094567", "0750\u2011123\u20114567", "0750–123–4567"),
        *("\u2066+964\u2069 750 123 4567", "07\u200b50 123 4567", "٠٧٥٠\u00a0١٢٣\u00a0٤٥٦٧", "+964 750 123 4567"),
        "azad@\u2060example.org",
    ],
)
def test_48_personal_data_are_held_and_marked(client, edition, open_house, personal):
    comment = reader.comment(client, edition, words=f"Call {personal} now")
    reason = comment.held_reasons.get()
    assert reason.code == "personal"
    assert comment.body[reason.start : reason.end].strip("\u2069") == personal.strip("\u2066")


@pytest.mark.parametrize(
    "harmless",
    [
        *("in 1987 and 2026", "24.06.2026, 14:05", "1,200,000 people", "3-0", "2005-2010", "2005–2010", "٢٠٠٥–٢٠١٠"),
        *("12 345 678 people", "12\u00a0345\u00a0678 people", "12.345.678 people"),
        *("ISBN 978-3-16-148410-0", "978\u20113\u201116\u2011148410\u20110", "ISBN 3-16-148410-0"),
    ],
)
def test_48_dates_and_counts_are_not_personal(client, edition, open_house, harmless):
    assert reader.comment(client, edition, words=f"It was {harmless}.").state == "published"


def test_49_a_withdrawn_comment_leaves_the_thread_intact(client, edition, open_house):
    root = reader.make_comment(edition, body="The root text")
    for number in range(40):
        reader.make_comment(edition, parent=root, body=f"Answer {number}")
    moderation.withdraw(Comment.objects.get(pk=root.pk))
    page = client.get(f"/comments/{edition.pk}/").content.decode()
    assert "Withdrawn by its author." in page
    assert "The root text" not in page
    assert page.count("Answer ") >= 40


def test_49_an_erased_comment_with_forty_answers_leaves_a_tombstone_and_the_thread(client, edition, open_house):
    root = reader.make_comment(edition, body="The root text", name="Azad")
    for number in range(40):
        reader.make_comment(edition, parent=root, body=f"Answer {number}", name="Rojda")
    chief = cast.make_user("hevi2", "moderate_comment", "erase_person", app="comments")
    moderation.erase_person(Comment.objects.filter(pk=root.pk), by=chief)
    page = client.get(f"/comments/{edition.pk}/").content.decode()
    assert "Withdrawn by its author." in page
    assert "The root text" not in page
    assert "Azad" not in page
    assert page.count("Answer ") == 40
    assert client.get(f"/comments/{edition.pk}/c/{root.pk}/").status_code == 404


def test_50_a_sum_survives_the_rotation_of_the_secret(client, edition, settings):
    token = slip(edition)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"
    assert send(client, form(edition, token)).status_code == 303


def test_51_a_budget_that_fails_holds_and_the_reader_sees_success(client, edition, open_house):
    with mock.patch.object(throttle, "_TAKE", throttle._TAKE.replace("comments_bucket", "no_such_table")):
        response = send(client, form(edition, slip(edition)))
    assert response.status_code == 303
    assert held(Comment.objects.get()) == {"limiter"}


@pytest.mark.parametrize(
    "broken",
    ["comments.posting.ASKED.standing", "comments.moderation.readers.insert", "comments.posting.network.mark_of"],
)
def test_51_a_database_that_is_gone_gives_the_text_back(client, edition, broken):
    with mock.patch(broken, side_effect=DatabaseError("read-only")):
        response = send(client, form(edition, slip(edition)))
    assert response.status_code == 503
    assert "The bridge is a great help.</textarea>" in text_of(response)


def receipt_of(comment):
    return receipts.receipt_url(comment.pk)

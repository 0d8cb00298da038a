"""The hold rules that look at more than words: a sender's record, the script, the volume."""

import pytest
from django.utils import timezone

from comments import judging, moderation, rules
from comments.models import HoldRule, Policy
from tests import cast
from tests.comments.reader import make_comment


def codes(body, **facts):
    return [reason.code for reason in rules.judge(body, "Azad", rules.Facts(**facts))]


@pytest.mark.parametrize(
    ("refused", "decided", "held"), [(1, 3, False), (1, 4, False), (2, 4, True), (3, 10, True), (2, 10, False)]
)
def test_a_record_counts_from_four_decisions_and_thirty_per_cent(refused, decided, held):
    assert ("record" in codes("Text", refused=refused, decided=decided)) == held


def test_the_house_chooses_the_share_of_a_record():
    facts = {"refused": 4, "decided": 10, "numbers": {"record": 50}}
    assert "record" not in codes("Text", **facts)


@pytest.mark.parametrize(
    ("body", "language", "held"),
    [
        ("نص عربي كامل", "en", True),
        ("An English text", "ar", True),
        ("نص فيه اسم London فقط", "ar", False),
        ("Têkstek bi kurdî", "ku", False),
        ("123 !!! 👍", "ar", False),
        ("مرحبا, this is mostly English text", "en", False),
    ],
)
def test_another_script_is_held_only_where_the_house_wishes(body, language, held):
    assert "script" not in codes(body, language=language)
    assert ("script" in codes(body, language=language, off=frozenset())) == held


@pytest.mark.parametrize(
    ("body", "held"),
    [("THIS IS AN OUTRAGE, ALL OF IT", True), ("This is an outrage, all of it", False), ("WHY NOT", False)],
)
def test_shouting_is_held_only_where_the_house_wishes(body, held):
    assert "shouting" not in codes(body)
    assert ("shouting" in codes(body, off=frozenset())) == held


@pytest.mark.django_db
def test_a_row_switches_a_rule_on_or_off_and_sets_its_number():
    edition = cast.live_story()
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH)
    loud = "THIS IS AN OUTRAGE, ALL OF IT"
    assert make_comment(edition, body=loud).state == "published"
    HoldRule.objects.create(code="shouting", number=95)
    assert make_comment(edition, body=loud + ".").state == "published"
    HoldRule.objects.update(number=None)
    assert make_comment(edition, body=loud + "!").held_reasons.get().code == "shouting"
    HoldRule.objects.create(code="links", on=False)
    assert make_comment(edition, body="See http://example.org").state == "published"


@pytest.mark.django_db
@pytest.mark.parametrize("known_by", ["mark", "network"])
def test_a_bad_record_of_a_mark_or_a_network_holds(known_by):
    edition, lana = cast.live_story(), cast.moderator()
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH)
    theirs = moderation.Sender(**{known_by: "b" * 32})
    for number in range(4):
        made = make_comment(edition, body=f"Number {number}", sender=theirs)
        assert made.state == "published"
        if number < 2:
            moderation.remove(made, by=lana, version=1, reason="insult")
    assert make_comment(edition, body="The fifth", sender=theirs).held_reasons.get().code == "record"
    assert make_comment(edition, body="Somebody else").state == "published"


@pytest.mark.django_db
def test_the_standing_and_all_facts_are_asked_in_one_query(django_assert_num_queries):
    edition = cast.live_story()
    HoldRule.objects.create(code="words", words="one\ntwo")
    HoldRule.objects.create(code="links", on=False)
    sender = moderation.Sender(mark="a" * 32, network="b" * 32)
    with django_assert_num_queries(1):
        standing, facts = judging.stand(edition.pk, "f" * 64, sender, timezone.now())
    assert standing.edition == edition
    assert [listed.phrases for listed in facts.listed] == [("one", "two")]
    assert "links" in facts.off


@pytest.mark.django_db
def test_a_story_that_is_not_live_has_no_facts():
    assert judging.stand(987_654, "", moderation.Sender(), timezone.now()) == (None, None)

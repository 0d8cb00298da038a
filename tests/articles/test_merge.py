"""Three-way merge: one-sided changes go together, only true clashes ask."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import documents, merge

BASE = {
    "story": dict.fromkeys(documents.COLUMNS, "")
    | {"headline": "The bridge", "standfirst": "It opens.", "body": "<p>One.</p><p>Two.</p><p>Three.</p>"},
    "bylines": [{"key": "a", "author": 1, "name": "Leyla", "role": "by"}],
    "captions": [],
    "tags": ["bridges"],
    "change": {"kind": "", "note": ""},
}


def version(*, bylines=None, tags=None, **columns):
    document = copy.deepcopy(BASE)
    document["story"] |= columns
    document["bylines"] = document["bylines"] if bylines is None else bylines
    document["tags"] = document["tags"] if tags is None else tags
    return document


def body(*paragraphs):
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def test_different_columns_are_both_kept_and_nothing_is_asked():
    merged = merge.merge(BASE, version(standfirst="It is open."), version(headline="The new bridge"))
    assert merged.document["story"]["headline"] == "The new bridge"
    assert merged.document["story"]["standfirst"] == "It is open."
    assert (merged.taken, merged.clashes) == (["Standfirst"], [])


def test_different_paragraphs_are_both_kept_and_nothing_is_asked():
    merged = merge.merge(
        BASE, version(body=body("One more.", "Two.", "Three.")), version(body=body("One.", "Two.", "Three, four."))
    )
    assert merged.document["story"]["body"] == body("One more.", "Two.", "Three, four.")
    assert merged.clashes == []


def test_only_the_paragraph_both_changed_is_asked():
    merged = merge.merge(
        BASE, version(body=body("Uno.", "Two theirs.", "Three.")), version(body=body("One.", "Two mine.", "Three."))
    )
    assert [(clash.field.split(".")[0], clash.label) for clash in merged.clashes] == [("body", "Body")]
    assert "Two mine." in merged.clashes[0].mine
    assert "Two theirs." in merged.clashes[0].theirs


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_an_answered_clash_is_settled_as_chosen(choice, kept):
    merged = merge.merge(BASE, version(headline="Theirs"), version(headline="Mine"), {"headline": choice})
    assert merged.document["story"]["headline"] == kept
    assert merged.clashes == []


def test_the_same_change_on_both_sides_is_no_clash():
    merged = merge.merge(BASE, version(headline="Same"), version(headline="Same"))
    assert merged.document["story"]["headline"] == "Same"
    assert merged.clashes == []


def test_rows_added_on_both_sides_are_both_kept():
    rows = BASE["bylines"]
    hers = [*rows, {"key": "b", "author": 2, "name": "Dana", "role": "editing"}]
    his = [*rows, {"key": "c", "author": 3, "name": "Azad", "role": "reporting"}]
    merged = merge.merge(BASE, version(bylines=hers), version(bylines=his))
    assert sorted(row["key"] for row in merged.document["bylines"]) == ["a", "b", "c"]


def test_a_row_removed_by_one_side_is_gone():
    merged = merge.merge(BASE, version(bylines=[]), version(headline="Mine"))
    assert merged.document["bylines"] == []


def test_a_row_removed_by_one_and_changed_by_the_other_is_asked():
    changed = [BASE["bylines"][0] | {"role": "editing"}]
    assert len(merge.merge(BASE, version(bylines=[]), version(bylines=changed)).clashes) == 1


def test_tags_added_and_removed_on_both_sides_go_together():
    merged = merge.merge(BASE, version(tags=["bridges", "rivers"]), version(tags=["schools"]))
    assert merged.document["tags"] == ["rivers", "schools"]


paragraphs = st.lists(st.sampled_from(["One.", "Two.", "Three.", "Four.", "Five."]), max_size=6)


@given(paragraphs, paragraphs)
def test_what_only_one_side_changed_is_taken_whole(base, changed):
    old, new = version(body=body(*base)), version(body=body(*changed))
    for head, mine in ((new, old), (old, new)):
        merged = merge.merge(old, head, mine)
        assert merged.document["story"]["body"] == body(*changed)
        assert merged.clashes == []


@given(paragraphs, paragraphs, paragraphs)
def test_no_paragraph_of_mine_is_lost_unless_the_other_side_deleted_it(base, theirs, mine):
    merged = merge.merge(*(version(body=body(*words)) for words in (base, theirs, mine)))
    shown = merged.document["story"]["body"] + "".join(clash.mine for clash in merged.clashes)
    assert all(f"<p>{text}</p>" in shown for text in mine if text not in base)


# A quote taken out by one and changed by the other ---------------------------------------------------------------

KEY = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
NODE = f'<figure data-quote="{KEY}"></figure>'


def quoting(words, *, text=None):
    quote = {"kind": "quote", "words": words, "who": ""}
    return version(body=text or f"<p>One.</p>{NODE}<p>Two.</p>", insets={KEY: quote} if words else {})


WITH, CHANGED = quoting("We walked."), quoting("We walked two hours.")
WITHOUT = quoting("", text="<p>One.</p><p>Two, longer.</p>")


@pytest.mark.parametrize(("theirs", "mine"), [(CHANGED, WITHOUT), (WITHOUT, CHANGED)])
def test_a_quote_that_one_removed_and_the_other_changed_is_asked(theirs, mine):
    (clash,) = merge.merge(WITH, theirs, mine).clashes

    assert clash.field == f"insets.{KEY}"
    words = {"“We walked two hours.”", "(removed)"}
    assert {clash.theirs, clash.mine} == words
    for choice, side in (("theirs", theirs), ("mine", mine)):
        merged = merge.merge(WITH, theirs, mine, {clash.field: choice})
        assert not merged.clashes
        story = merged.document["story"]
        assert story["insets"] == side["story"]["insets"]
        assert story["body"] == (
            f"<p>One.</p>{NODE}<p>Two, longer.</p>" if side is CHANGED else WITHOUT["story"]["body"]
        )


@pytest.mark.parametrize(("theirs", "mine"), [(WITH, WITHOUT), (WITHOUT, WITH)])
def test_a_quote_that_one_removed_and_nobody_changed_is_gone_without_a_question(theirs, mine):
    merged = merge.merge(WITH, theirs, mine)
    assert not merged.asked
    assert (merged.document["story"]["body"], merged.document["story"]["insets"]) == (WITHOUT["story"]["body"], {})


def test_a_quote_comes_back_first_where_all_before_it_is_gone():
    base = quoting("We walked.", text=f"{NODE}<p>One.</p>")
    theirs, mine = quoting("We ran.", text=f"{NODE}<p>One.</p>"), quoting("", text="<p>Another.</p>")

    merged = merge.merge(base, theirs, mine, {f"insets.{KEY}": "theirs"})

    assert merged.document["story"]["body"] == f"{NODE}<p>Another.</p>"

"""Comparing texts by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import diff

texts = st.lists(st.text(alphabet="ab \u00a0“é", max_size=30), max_size=6)


def test_a_changed_word_is_marked_inside_its_paragraph():
    found = diff.blocks(["The bridge opened on Sunday."], ["The bridge opened on Monday."])
    assert [(block.op, block.parts) for block in found] == [
        ("changed", (("same", "The bridge opened on "), ("del", "Sunday."), ("ins", "Monday.")))
    ]


def test_an_inserted_paragraph_leaves_its_neighbours_unmarked():
    found = diff.blocks(["One stands.", "Two stands."], ["One stands.", "Wholly different matter.", "Two stands."])
    assert [block.op for block in found] == ["same", "ins", "same"]


def test_a_paragraph_replaced_by_an_unrelated_one_is_not_mixed_with_it():
    found = diff.blocks(["The river rose overnight."], ["Bakers ask for cheaper flour."])
    assert [block.op for block in found] == ["del", "ins"]


@given(texts, texts)
def test_both_texts_can_be_read_off_the_difference(old, new):
    found = diff.blocks(old, new)

    def side(skipped):
        kept = (("".join(text for op, text in block.parts if op != skipped), block.op) for block in found)
        return [text for text, op in kept if op != skipped]

    assert side("ins") == old
    assert side("del") == new


@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        (["one two three"], ["one two three"], 0),
        (["one two three"], ["one 2 three"], 1),
        (["one two three"], ["one three"], 1),
        (["a b c"], ["x y z w"], 4),
    ],
)
def test_changed_words_are_counted_once(old, new, count):
    assert diff.changed_words(diff.blocks(old, new)) == count

from hypothesis import given
from hypothesis import strategies as st

from workbench.text.lines import paragraphs
from workbench.workspace.revision_diff import Pair, compare_versions

FIRST = "The ferry sank at noon near the old harbour."
SECOND = "Six people drowned, the coast guard said on Tuesday."
THIRD = "The captain had asked for a pilot twice."
OLD = "\n\n".join((FIRST, SECOND, THIRD))


def changed(pairs: tuple[Pair, ...]) -> list[str]:
    return [pair.kind for pair in pairs]


def test_equal_texts_have_only_equal_paragraphs() -> None:
    assert changed(compare_versions(OLD, OLD)) == ["same", "same", "same"]


def test_a_changed_word_is_marked_on_both_sides() -> None:
    new = OLD.replace("Six", "Five")
    pair = compare_versions(OLD, new)[1]
    assert pair.kind == "changed"
    assert [OLD[start:end] for start, end in pair.gone] == ["Six"]
    assert [new[start:end] for start, end in pair.come] == ["Five"]


def test_an_inserted_and_a_removed_paragraph_stand_alone() -> None:
    new = "\n\n".join((FIRST, "Divers found nothing so far.", THIRD))
    assert changed(compare_versions(OLD, new)) == ["same", "gone", "new", "same"]


def test_a_moved_paragraph_is_called_so_on_both_sides() -> None:
    new = "\n\n".join((THIRD, FIRST, SECOND))
    assert changed(compare_versions(OLD, new)) == ["moved here", "same", "same", "moved away"]


def test_a_changed_paragraph_is_paired_although_another_was_put_before_it() -> None:
    new = "\n\n".join((FIRST, "Divers found nothing so far.", SECOND.replace("Six", "Five")))
    assert changed(compare_versions(OLD, new)) == ["same", "new", "changed", "gone"]


def test_an_empty_text_has_nothing_to_pair() -> None:
    assert changed(compare_versions("", FIRST)) == ["new"]
    assert changed(compare_versions(FIRST, "")) == ["gone"]


WORDS = st.lists(st.sampled_from(["ferry", "six", "sank", "noon", "Guard", "é", "."]), max_size=6)
TEXTS = st.lists(WORDS.map(" ".join), max_size=6).map("\n\n".join)


@given(TEXTS, TEXTS)
def test_every_paragraph_of_both_versions_stands_in_exactly_one_pair(old: str, new: str) -> None:
    pairs = compare_versions(old, new)
    assert sorted(pair.old for pair in pairs if pair.old) == paragraphs(old)
    assert [pair.new for pair in pairs if pair.new] == paragraphs(new)
    for pair in pairs:
        for inner, outer in ((pair.gone, pair.old), (pair.come, pair.new)):
            assert all(outer and outer[0] <= a < b <= outer[1] for a, b in inner)

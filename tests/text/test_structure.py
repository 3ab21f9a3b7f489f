"""What the layout of an article is read as."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.text.structure import Structure, recognise

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in recognise(text).blocks]


def value(structure: Structure, field: str) -> str | None:
    guess = getattr(structure, field)
    return guess.value if guess else None


def test_a_repeated_headline_is_the_title_once_and_a_repeat_after() -> None:
    headline = "Ferry Leaves Without Captain"
    text = f"A ferry left alone on Monday.\n{headline}\n\n{headline}\nBody here."
    assert [kind for kind, _ in kinds(text)] == ["body", "title", "headline_repeat", "body"]
    assert value(recognise(text), "title") == "Ferry Leaves Without Captain"


@pytest.mark.parametrize("bar", ["\\", "|"])
def test_a_header_line_gives_title_source_author_and_place(bar: str) -> None:
    text = f" {bar} ".join(
        [
            "Ferry Lost Near Holm",
            "Harbour News",
            "Portland OR",
            "Ona Brill",
            "The ferry is gone. It left at six.",
        ]
    )
    found = recognise(text + "\nNothing else is known.")
    assert value(found, "title") == "Ferry Lost Near Holm"
    assert value(found, "source") == "Harbour News"
    assert value(found, "place") == "Portland OR"
    assert value(found, "author") == "Ona Brill"
    assert [block.kind for block in found.blocks] == ["title", *["header"] * 3, "body", "body"]


def test_byline_and_date_are_read_with_their_places() -> None:
    text = "Ferry lost near Holm\nBy Ona Brill\nPublished 5 May 2024\nThe ferry is gone.\n"
    found = recognise(text)
    assert found.author is not None
    assert text[found.author.start : found.author.end] == "Ona Brill"
    assert found.published is not None
    assert found.published.value == "2024-05-05"
    assert text[found.published.start : found.published.end] == "5 May 2024"


def test_a_dateline_gives_place_source_and_date() -> None:
    found = recognise("Ferry lost\nHOLM, May 5, 2024 (Harbour Agency) — The ferry is gone.\n")
    assert value(found, "place") == "HOLM"
    assert value(found, "source") == "Harbour Agency"
    assert value(found, "published") == "2024-05-05"


def test_items_headings_and_prompts_are_told_from_the_body() -> None:
    text = (
        "Ferry lost near Holm\nThe ferry is gone.\nShort Facts\n- It left at six.\n"
        "Sign in to read the rest\nFerry Lost Again Ferry Lost Again\n"
        "You must log in to post a comment."
    )
    assert [kind for kind, _ in kinds(text)] == [
        "title", "body", "heading", "bullet", "boilerplate", "boilerplate", "boilerplate",
    ]  # fmt: skip


def test_the_seed_articles_are_recognised() -> None:
    first, second = (recognise(path.read_text("utf-8")) for path in SEEDS)
    assert [block.kind for block in first.blocks[:3]] == ["body", "title", "headline_repeat"]
    assert value(second, "source") == "Newslooks"
    assert second.place is not None
    assert second.author is not None
    assert [block.kind for block in second.blocks].count("bullet") == 9
    assert [block.kind for block in second.blocks[-2:]] == ["boilerplate", "boilerplate"]


PIECES = st.sampled_from(
    ["Ferry Lost", " | ", " \\ ", "\n", "\r\n", "By Ona Brill", "It left.", "- item", "5 May 2024"]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
@settings(deadline=None, max_examples=50)
def test_blocks_cover_every_visible_character_once(text: str) -> None:
    blocks = recognise(text).blocks
    covered = [at for block in blocks for at in range(block.start, block.end)]
    assert covered == sorted(set(covered))
    assert {at for at, char in enumerate(text) if not char.isspace()} <= set(covered)

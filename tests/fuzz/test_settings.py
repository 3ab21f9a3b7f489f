"""Settings files and commands, however broken, are refused in one line."""

import pytest
from hypothesis import strategies as st

from tests.fuzz.explore import counts, explore
from tests.fuzz.mutations import (
    TREE,
    Wound,
    byte_wounds,
    dump,
    encoded,
    hurt_bytes,
    hurt_text,
    hurt_tree,
    text_wounds,
    tree_wounds,
)
from workbench.config.keymap import Bound, keymap
from workbench.config.settings import parse
from workbench.workspace import parsing

SETTINGS = """
reviewer = "ada"

[scheme]
preset = "google5"
aspects = ["number", 'date']
mapping = { true = "supported", "a b" = "refuted" }

[[scheme.verdicts]]
id = "right"
label = "Right"
rank = 5
glyph = "✓"
rationale = false
evidence = 2
claimreview = "True"

[[scheme.verdicts]]
id = "wrong"
label = "Wrong"

[[scheme.relations]]
id = "agree"
label = "agrees"
inverse = ""

[[scheme.span_labels]]
id = "event"
label = "Event"

[review]
blind = "on"
reviewers = ["ada", "ben"]
adjudicators = ["cho"]
publish_needs = 2
threshold = 0.67

[publisher]
name = "Elm Checkers"
url = "https://checks.example.org"

[appearance]
theme = "workbench-dark"
background = "dark"
reduced_motion = true

[keys]
"compare.link" = "L, ctrl+l"
"""
ACTIONS = [Bound("compare.link", "l", "compare"), Bound("app.quit", "q", "app")]

_NONE: st.SearchStrategy[list[Wound]] = st.just([])
spoilt_words = st.tuples(text_wounds, st.one_of(_NONE, byte_wounds))


@counts
def test_settings_and_scheme(count: int) -> None:
    def run(given: tuple[list[Wound], list[Wound]]) -> None:
        found = parse(
            hurt_bytes(encoded(hurt_text(SETTINGS, given[0])), given[1]), "workbench.toml"
        )
        found.scheme.build()
        keymap(found.keys, ACTIONS)

    explore(spoilt_words, count, run)


COMMANDS = (
    {"do": "add_span", "article": "ferry", "start": 0, "end": 5, "label": "event", "note": "n"},
    {"do": "add_span", "article": "ferry", "quote": "Five", "fragments": [[0, 4], [6, 9]]},
    {"do": "add_link", "source": "$1", "target": "$2", "relation": "agree", "aspect": "number"},
    {"do": "add_claim", "text": "Five", "spans": ["$1"], "links": ["$3"], "tags": ["a"]},
    {"do": "give_verdict", "claim": "$4", "label": "refuted", "confidence": 0.5, "evidence": []},
    {"do": "add_evidence", "claim": "$4", "url": "https://example.org", "stance": "refutes"},
    {"do": "undo"},
)
MADE = {number: f"{number:013d}" for number in range(1, 5)} | {5: None}


@counts
def test_commands(count: int) -> None:
    def run(given: tuple[int, list[Wound], list[Wound], list[Wound]]) -> None:
        number, tree, text, data = given
        plain = hurt_tree(dict(COMMANDS[number]), tree)
        parsing.parse(hurt_bytes(encoded(hurt_text(dump(plain), text)), data), MADE)

    numbers = st.integers(0, len(COMMANDS) - 1)
    explore(
        st.one_of(
            st.tuples(numbers, tree_wounds, _NONE, _NONE),
            st.tuples(numbers, _NONE, text_wounds, st.one_of(_NONE, byte_wounds)),
        ),
        count,
        run,
    )


@pytest.mark.parametrize("kind", TREE)
def test_each_wound_to_a_tree_hurts(kind: str) -> None:
    whole = {"a": [1, 2, {"b": "c"}], "d": {"e": None, "f": [3]}}
    hurt = [
        dump(hurt_tree({"a": [1, 2, {"b": "c"}], "d": {"e": None, "f": [3]}}, [wound]))
        for wound in (Wound(kind, place, place * 7 + 3, 1) for place in range(8))
    ]
    assert any(text != dump(whole) for text in hurt)

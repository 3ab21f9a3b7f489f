import pytest

from workbench.text.clean import suspicious


@pytest.mark.parametrize(
    ("text", "kind", "start"),
    [
        ("see \u202egnp.exe", "bidi", 4),
        ("a\u2066b", "bidi", 1),
        ("\x1b[31mred", "control", 0),
        ("nul\0", "control", 3),
        ("zero\u200bwidth", "invisible", 4),
        ("tag\U000e0041", "invisible", 3),
        ("half \ud83d", "surrogate", 5),
    ],
)
def test_what_a_reader_does_not_see_is_found(text: str, kind: str, start: int) -> None:
    assert [(one.kind, one.start) for one in suspicious(text)] == [(kind, start)]


@pytest.mark.parametrize(
    "text", ["plain", "tab\tline\r\npage\f", "👩\u200d🚒", "שלום\u200f!", "नि\u200dकट", "naïve"]
)
def test_ordinary_text_of_any_script_raises_no_suspicion(text: str) -> None:
    assert suspicious(text) == ()


def test_a_finding_says_its_unicode_name() -> None:
    assert suspicious("\u202e")[0].name == "right-to-left override"

"""A scheme that can't be worked with is refused, with the table and the label."""

import pytest

from workbench.config.presets import PRESETS
from workbench.config.scheme_check import check
from workbench.config.settings import parse
from workbench.domain.errors import WrongUse

RIGHT = '[[scheme.verdicts]]\nid = "right"\nlabel = "Right"\n'


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_passes(name: str) -> None:
    assert check(PRESETS[name]) is PRESETS[name]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (RIGHT + RIGHT, "'right' is there twice"),
        ('[[scheme.verdicts]]\nid = ""\nlabel = "Right"', "number 1 has no id"),
        (RIGHT + 'glyph = "ok"', "one cell"),
        (RIGHT + 'glyph = "真"', "one cell"),
        (RIGHT + 'glyph = "\\u0301"', "one cell"),
        (RIGHT + "evidence = -1", "-1 sources"),
        ('[[scheme.relations]]\nid = "a"\nlabel = " "', "scheme.relations"),
    ],
    ids=["twice", "no id", "two signs", "wide", "an accent", "sources", "no label"],
)
def test_what_can_not_be_worked_with_is_refused(text: str, said: str) -> None:
    with pytest.raises(WrongUse) as refused:
        parse(text.encode(), "workbench.toml").scheme.build()
    assert said in str(refused.value)


def test_a_misspelt_key_is_named_rather_than_the_one_that_lacks_for_it() -> None:
    with pytest.raises(WrongUse, match=r"scheme\.verdicts\.0\.lable.*did you mean 'label'"):
        parse(b'[[scheme.verdicts]]\nid = "a"\nlable = "A"\n', "workbench.toml")

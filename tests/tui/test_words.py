"""The words of the interface can be other words: in the tests' language all stand in brackets."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from docs.make_words import messages, template_text, write_pseudo
from tests.tui.driving import Driver, driving
from tests.tui.walking import ROUTES, walk
from workbench.config import words
from workbench.config.known import KNOWN
from workbench.config.paths import user_folder, user_settings
from workbench.config.words import LOCALE, _, ngettext
from workbench.tui.actions import every_action
from workbench.workspace.commands import AddClaim, AddSpan, GiveVerdict, LinkSpans
from workbench.workspace.workspace import Workspace

SETTINGS = """
[appearance]
language = "qps"
[[scheme.verdicts]]
id = "xx"
label = "Xxxx"
glyph = "+"
rank = 1
[[scheme.relations]]
id = "xx"
label = "xxxx"
[scheme]
aspects = ["xxx"]
"""
TEXT = (
    "Xxxx xxx xxxxx xx xxxx. Xx xxxxx xxx xx.\n\nXxx xx xxxxxxxx xxx, xxxx xx xxx. Xxxx xxx xx.\n"
)
KEYS = re.compile(
    r"\b(?:(?:Ctrl|Shift)\+)+\S+|\b(?:Enter|Esc|Space|Tab|Home|End|PgUp|PgDn|Del|Backspace|F\d+)\b"
)
OURS = re.compile(r"[A-Za-z]{2,}")
NAMES = {
    word.lower()
    for text in (
        "seeds txt qps averitec workbench toml yes no asserted attributed denied certain probable",
        "possible plain json",
        *(f"{known.name} {' '.join(known.choices)}" for known in KNOWN),
        *(f"{action.name} {action.keys}" for action in every_action()),
    )
    for word in OURS.findall(text.replace("_", " "))
}
"""Names of files, settings, actions and keys, which are the same in every language."""
ENGLISH = {
    "suggestions": "the reasons of rules, made below the screens",
    "dashboard": "names of figures, and why one is undefined, made below the screens",
    "claims behind a figure": "names of figures",
    "export": "a preview of what is written",
    "history": "names of fields, as they are recorded",
    "jump letters": "letters",
}
"""Screens that show words of other rooms or of files, and which."""
QUICK = ("articles", "settings", "verdict form")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    words.use("en")


@pytest.fixture
def spoken() -> None:
    write_pseudo(user_folder() / "locale")


@pytest.fixture
def record(tmp_path: Path, spoken: None) -> Path:
    """Articles, claims and names of letters that no message consists of."""
    folder = tmp_path / "xxx"
    (folder / "seeds").mkdir(parents=True)
    (folder / "workbench.toml").write_text(SETTINGS)
    for name in ("xa", "xb"):
        (folder / "seeds" / f"{name}.txt").write_text(TEXT)
    with Workspace(folder, "xxx") as workspace:
        left = str(workspace.do(AddSpan(article="xa", fragments=((0, 8),))).id)
        right = str(workspace.do(AddSpan(article="xb", fragments=((0, 8),))).id)
        link = str(workspace.do(LinkSpans(source=left, target=right, relation="xx")).id)
        claim = str(workspace.do(AddClaim(text="Xxxx", spans=(left,), links=(link,))).id)
        workspace.do(GiveVerdict(claim=claim, label="xx", rationale="xxx"))
    return folder


def foreign(driver: Driver) -> list[str]:
    """Words on the screen that stand in no brackets and are neither data nor names."""
    places = f"{user_settings()} {driver.app.workspace.paths.folder}"
    names = NAMES | {word.lower() for word in OURS.findall(places.replace("_", " "))}
    return [
        word
        for word in left_over(shown(driver))
        if not set(word.lower()) <= set("xab") and word.lower() not in names
    ]


def shown(driver: Driver) -> str:
    """What the screen on top shows; of a dialog, not what lies around it."""
    for box in driver.app.screen.query("#list-box, #dialog"):
        left, top, right, bottom = box.region.corners
        return "\n".join(row[left:right] for row in driver.rows()[top:bottom])
    return driver.text()


def left_over(shown: str) -> list[str]:
    outside, depth = [], 0
    for char in shown:
        if char in "\n":
            outside.append(char)
        elif char == "⟦":
            depth += 1
            outside.append(" ")
        elif char in "⟧…" and depth:
            depth -= 1
        elif not depth:
            outside.append(char)
    return OURS.findall(KEYS.sub(" ", "".join(outside)))


@pytest.mark.parametrize("name", QUICK)
async def test_no_word_of_a_screen_is_left_in_english(record: Path, name: str) -> None:
    async with driving(Workspace(record, "xxx"), (120, 40)) as driver:
        await driver.press(*ROUTES[name])
        assert foreign(driver) == []


@pytest.mark.slow
async def test_no_word_of_any_screen_is_left_in_english(record: Path) -> None:
    left = []
    async with driving(Workspace(record, "xxx"), (120, 40)) as driver:
        async for name in walk(driver):
            found = foreign(driver)
            if found and name not in ENGLISH:
                left.append(f"{name}: {' '.join(found)}")
    assert not left, "\n".join(left)


def test_every_message_of_the_registries_is_in_the_template() -> None:
    known = messages()
    assert all(action.title in known and action.help in known for action in every_action())


def test_the_template_is_up_to_date() -> None:
    """`make docs` writes it."""
    assert (LOCALE / "workbench.pot").read_text("utf-8") == template_text()


def test_values_have_names_or_numbers_so_that_they_may_change_places() -> None:
    for message in messages():
        for form in (message,) if isinstance(message, str) else message:
            assert "" not in {name for _before, name, *_spec in Formatter().parse(form)}, form


def test_without_a_catalogue_english_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert words.use()
    assert (_("Undo"), ngettext("one", "many", 2)) == ("Undo", "many")
    assert not words.use("tlh")
    assert _("Undo") == "Undo"


def test_the_system_says_which_language_is_spoken(
    spoken: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "tlh:qps:en")
    assert words.use()
    assert _("Undo") == "⟦Undo⟧"
    assert ngettext("{count} span", "{count} spans", 2) == "⟦{count} spans⟧"
    monkeypatch.setenv("LANGUAGE", "en_GB:qps")
    assert words.use()
    assert _("Undo") == "Undo"


def test_where_english_is_spoken_gettext_reads_no_file() -> None:
    import subprocess
    import sys

    program = (
        "import sys; from workbench.config import words; words.use(); "
        "sys.exit('gettext' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], env={"LANG": "C.UTF-8"}, check=False)
    assert done.returncode == 0

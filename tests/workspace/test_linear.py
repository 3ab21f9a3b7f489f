"""Articles as a sequence: nothing of the text is lost, every mark is announced once."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.workspace.commands import AddArticle, AddClaim, AddSpan
from workbench.workspace.linear import Linear
from workbench.workspace.workspace import Workspace

TEXT = "One fled. Two stayed; nobody asked.\n\nThree were seen later. The end is open\n"
ANNOUNCED = re.compile(r" ?\[(?:mark \d+(?: goes on| pauses)?|end \d+)\] ?")


@st.composite
def fragments(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    cuts = draw(st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=4, unique=True))
    cuts = sorted(cuts)[: len(cuts) // 2 * 2]
    return tuple(zip(cuts[::2], cuts[1::2], strict=True))


@settings(max_examples=25)
@given(marks=st.lists(fragments(), max_size=4))
def test_every_word_and_every_end_of_a_mark_is_heard_once(
    tmp_path_factory: object, marks: list[tuple[tuple[int, int], ...]]
) -> None:
    folder = Path(tmp_path_factory.mktemp("case"))  # type: ignore[attr-defined]
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text(TEXT, "utf-8")
    with Workspace(folder, "ada") as workspace:
        for mark in marks:
            workspace.do(AddSpan(article="a", fragments=mark))
        passages = Linear(workspace).article("a").passages
    heard = " ".join(passage.announced for passage in passages)
    assert "".join(ANNOUNCED.sub("", heard).split()) == "".join(TEXT.split())
    numbers = [str(number) for number in range(1, len(marks) + 1)]
    assert sorted(re.findall(r"\[mark (\d+)\]", heard)) == numbers
    assert sorted(re.findall(r"\[end (\d+)\]", heard)) == numbers
    assert [mark.number for passage in passages for mark in passage.marks] == sorted(
        map(int, numbers)
    )


def test_a_passage_that_its_article_lost_is_not_said_to_stand_there(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    file = tmp_path / "seeds" / "a.txt"
    file.write_text(TEXT, "utf-8")
    with Workspace(tmp_path, "ada") as workspace:
        span = workspace.do(AddSpan(article="a", fragments=((0, 8), (19, 21)))).id or ""
        claim = workspace.do(AddClaim(text="One fled.", spans=(span,))).id or ""
        before = Linear(workspace).claim(workspace.view.claims.get(claim)).passages
        file.write_text("Nobody has said anything about it. Nothing was seen.", "utf-8")
        workspace.do(AddArticle(path=str(file), replaces="a"))
        after = Linear(workspace).claim(workspace.view.claims.get(claim)).passages
    assert [item.text for item in before] == ["One fled … d;"]
    assert [item.by.endswith(", orphan, of an earlier version") for item in before + after] == [
        False,
        True,
    ]

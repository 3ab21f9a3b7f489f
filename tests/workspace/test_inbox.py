"""What is new in the inbox: what was not shown yet, however late it comes."""

import shutil
from collections.abc import Callable
from pathlib import Path

from workbench.domain import ids
from workbench.review.mentions import InboxItem
from workbench.workspace import inbox, team
from workbench.workspace.commands import (
    AddClaim,
    AddComment,
    Adjudicate,
    Assign,
    GiveVerdict,
    SubmitPass,
)
from workbench.workspace.workspace import Workspace

Open = Callable[[str], Workspace]


def said(items: tuple[InboxItem, ...]) -> list[str]:
    return [item.text for item in items]


def read_all(workspace: Workspace) -> None:
    workspace.refresh()
    inbox.mark_read(workspace, team.inbox(workspace))


def test_what_was_shown_is_no_longer_new_also_after_a_restart(open_as: Open) -> None:
    ada, ben = open_as("ada"), open_as("ben")
    claim = str(ada.do(AddClaim(text="a claim")).id)
    ben.do(AddComment(claim=claim, text="@ada one"))
    ada.refresh()
    assert said(inbox.unread(ada)) == ["@ada one"]
    read_all(ada)
    ben.do(AddComment(claim=claim, text="@ada two"))
    assert said(inbox.unread(open_as("ada"))) == ["@ada two"]


def test_a_mention_that_a_blind_pass_withheld_is_new_when_it_is_first_seen(
    folder: Path, open_as: Open
) -> None:
    (folder / "workbench.toml").write_text('[review]\nblind = "on"\n')
    ada, ben = open_as("ada"), open_as("ben")
    claim = str(ben.do(AddClaim(text="a claim")).id)
    ben.do(AddComment(claim=claim, text="@ada look before you submit"))
    ben.do(Assign(claim=claim, reviewer="ada"))
    read_all(ada)
    assert inbox.unread(ada) == ()
    ada.do(SubmitPass())
    assert said(inbox.unread(ada)) == ["@ada look before you submit"]


def test_what_was_written_offline_is_new_when_it_arrives(
    folder: Path, tmp_path: Path, open_as: Open
) -> None:
    ada = open_as("ada")
    claim = str(ada.do(AddClaim(text="a claim")).id)
    away = shutil.copytree(folder, tmp_path / "away")
    with Workspace(away, "ben") as ben:
        ben.do(AddComment(claim=claim, text="@ada written offline"))
    open_as("eve").do(AddComment(claim=claim, text="@ada hello"))
    read_all(ada)
    for file in (away / "annotations" / "events").glob("ben*"):
        shutil.copy(file, folder / "annotations" / "events")
    ada.refresh()
    assert said(inbox.unread(ada)) == ["@ada written offline"]


def test_a_claim_that_is_decided_anew_is_new_again(open_as: Open) -> None:
    ada, ben = open_as("ada"), open_as("ben")
    claim = str(ada.do(AddClaim(text="a claim")).id)
    ada.do(GiveVerdict(claim=claim, label="supported", rationale="r"))
    ben.do(Adjudicate(claim=claim, label="refuted", note="first"))
    read_all(ada)
    ben.do(Adjudicate(claim=claim, label="supported", note="second"))
    ada.refresh()
    assert [item.kind for item in inbox.unread(ada)] == ["adjudicated"]


def test_a_time_that_was_kept_formerly_still_counts_until_the_next_reading(
    folder: Path, open_as: Open
) -> None:
    ada, ben = open_as("ada"), open_as("ben")
    claim = str(ada.do(AddClaim(text="a claim")).id)
    ben.do(AddComment(claim=claim, text="@ada one"))
    ben.do(AddComment(claim=claim, text="@ada two"))
    ada.refresh()
    file = folder / "annotations" / "cache" / "inbox" / f"{ids.derived_id('inbox', 'ada')}.txt"
    file.parent.mkdir(parents=True)
    file.write_text(team.inbox(ada)[-1].at)
    assert said(inbox.unread(ada)) == ["@ada two"]
    read_all(ada)
    assert inbox.unread(ada) == ()
    assert inbox.read(ada).until == ""

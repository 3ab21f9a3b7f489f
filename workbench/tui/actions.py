"""Every action of the screens: name, title, help, default keys, where it works, and its group.

The bindings, the palette and the help are made from this registry; the settings rebind by name. The
actions of the article pane stand with the pane (they come with its bindings) and are joined in by
`every_action`. A new screen adds its actions here (see docs/screens.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.config.keymap import Bound, key_names, shown_keys
from workbench.config.scheme import Scheme
from workbench.config.words import _
from workbench.tui.team_actions import MOST_DIGITS as MOST_DIGITS
from workbench.tui.team_actions import TEAM

if TYPE_CHECKING:
    from textual.binding import BindingType

GROUPS = (
    "Claims", "Passages and links", "Find", "Select", "Move", "Show", "Team", "Program",
    "Claim card", "Lists", "Forms",
)  # fmt: skip
"""In the order of the help."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a key can do."""

    name: str
    """`scope.what`; the settings bind keys to it."""
    title: str
    """A few words, for the palette."""
    help: str
    """One sentence, for the help."""
    keys: str
    """Default keys, as Textual names them, separated by commas."""
    scope: str
    """Where it works: `app`, `compare`, `pane`, `list`, `form`, or another screen's name."""
    group: str

    @property
    def bound(self) -> Bound:
        """What the keymap needs to know."""
        return Bound(self.name, self.keys, self.scope)


def _compare(what: str, keys: str, group: str, title: str, help: str) -> Action:
    return Action(f"compare.{what}", title, help, keys, "compare", group)


def _card(what: str, keys: str, title: str, help: str) -> Action:
    return Action(f"card.{what}", title, help, keys, "card", _CARD)


def _in(screen: str, what: str, keys: str, title: str, help: str) -> Action:
    return Action(f"{screen}.{what}", title, help, keys, screen, _LISTS)


_CLAIMS, _LINKS, _FIND, _SELECT, _MOVE, _SHOW, _TEAM, _PROGRAM, _CARD, _LISTS, _FORMS = GROUPS

_VERDICTS = tuple(
    _compare(
        f"verdict_{digit}",
        str(digit),
        _CLAIMS,
        f"Verdict {digit}",
        "Opens the verdict form of the active claim with this label; Enter there saves.",
    )
    for digit in range(1, MOST_DIGITS + 1)
)

ACTIONS: tuple[Action, ...] = (
    _compare("open", "enter", _LINKS, "Highlight, or open the claim",
             "Highlights the selection; on a mark, makes its claim active and opens it."),
    _compare("pick", "space", _LINKS, "Pick or unpick the mark",
             "Picked marks go into the next claim."),
    _compare("link", "L", _LINKS, "Link both passages",
             "Links what both panes show: the selection, else the mark, else the sentence under "
             "the cursor. One digit chooses the relation."),
    _compare("other_end", "p", _LINKS, "Go to the link's other end",
             "Goes to what the mark here is linked to; again: to the next one."),
    _compare("delete", "d", _LINKS, "Delete",
             "Deletes the mark, or the claim in the list; says first where it is in use."),
    _compare("new_claim", "c", _CLAIMS, "Claim from what is picked",
             "Makes a claim of the picked spans and links, or adds them to the active one."),
    _compare("previous_claim", "less_than_sign", _CLAIMS, "Previous claim",
             "Makes the previous claim in the list active."),
    _compare("next_claim", "greater_than_sign", _CLAIMS, "Next claim",
             "Makes the next claim in the list active."),
    *_VERDICTS,
    _compare("rationale", "r", _CLAIMS, "Rationale of my verdict",
             "Opens my verdict on the active claim, with the cursor in its rationale."),
    _compare("evidence", "E", _CLAIMS, "Add evidence", "Adds a source to the active claim."),
    _compare("comment", "m", _CLAIMS, "Comment", "Says something about the active claim."),
    _compare("omission", "o", _CLAIMS, "Sign an omission",
             "Signs that the other article says nothing of the active claim."),
    _compare("undo", "u", _PROGRAM, "Undo",
             "Takes back my last change; after a failed write, tries it again."),
    _compare("redo", "U,ctrl+r", _PROGRAM, "Redo", "Makes the change again that was taken back."),
    _compare("other_article", "tab", _SHOW, "Other article", "Goes to the other article."),
    _compare("claims", "shift+tab", _SHOW, "Claims list and back",
             "Goes to the list of claims, and back to the article."),
    _compare("scroll_in_step", "z", _SHOW, "Scroll in step",
             "Lets the other article follow, along what links and claims share."),
    _compare("reading_mode", "T", _SHOW, "Reading mode", "Dims all but the marks."),
    _compare("next_suggestion", "right_square_bracket", _FIND, "Next suggestion",
             "Walks through what the program found for the passage here, then on through the "
             "article; brings the partner into view."),
    _compare("previous_suggestion", "left_square_bracket", _FIND, "Previous suggestion",
             "The same, backwards."),
    _compare("accept", "a", _FIND, "Accept the suggestion",
             "Opens a filled form that makes spans, link and claim in one step."),
    _compare("reject", "R", _FIND, "Reject the suggestion", "It is not suggested to me again."),
    _compare("suggestions", "s", _FIND, "All suggestions",
             "Lists what the program found in these articles, with the reasons."),
    _compare("show_suggestions", "S", _FIND, "Mark suggestions or not",
             "Shows or hides the faint marks of suggestions."),
    _compare("jump", "f", _MOVE, "Jump letters",
             "Shows a letter on every sentence and mark in view; the letter goes there."),
    _compare("history", "i", _SHOW, "History of what is here",
             "Who changed the mark here, the active claim or the article, and when."),
    _compare("conflicts", "exclamation_mark", _SHOW, "Conflicts",
             "Fields that two reviewers changed without seeing each other's change."),
    _compare("settings", "K", _PROGRAM, "Settings and keys",
             "Shows every setting and key with where it comes from, and changes them."),
    _in("settings", "open", "enter", "Change it", "Opens a form with what it may be."),
    _in("settings", "default", "d", "Back to the default", "Takes it out of the file."),
    _in("settings", "words", "slash", "Words", "Only settings and keys with some words."),
    _in("settings", "close", "escape,q,K", "Close", "Back to the articles."),
    _in("history", "close", "escape,i,q", "Close", "Back to the articles."),
    _in("conflicts", "keep", "enter", "Keep this value", "Settles the conflict with this value."),
    _in("conflicts", "merge", "m", "Merge the texts", "Writes one text from both."),
    _in("conflicts", "close", "escape,q", "Close", "Back to the articles."),
    _in("suggestions", "open", "enter", "Go there", "Goes to the passages."),
    _in("suggestions", "accept", "a", "Accept", "Opens the filled form."),
    _in("suggestions", "reject", "R,d", "Reject", "It is not suggested to me again."),
    _in("suggestions", "mute", "M", "Mute the rule", "No more suggestions of this rule for me."),
    _in("suggestions", "filter", "f", "Filter by kind", "Shows the next kind only, then all."),
    _in("suggestions", "close", "escape,s,q", "Close", "Back to the articles."),
    _compare("articles", "O", _SHOW, "Articles and cases",
             "Chooses which two articles are shown; adds, describes and moves articles, takes new "
             "versions."),
    _compare("anchors", "M", _FIND, "Spans after a new version",
             "How the spans came through new versions of their articles; what waits for you."),
    _in("articles", "open", "enter", "Show it", "In the pane that has the keyboard."),
    _in("articles", "left", "1", "Show it on the left", "In the left pane."),
    _in("articles", "right", "2", "Show it on the right",
        "In the right pane; the same article may stand in both."),
    _in("articles", "add", "a", "Add an article", "From a file, or from text that is pasted."),
    _in("articles", "edit", "e", "What is known about it",
        "Title, source, author, date, address, language, notes; confirms what was guessed."),
    _in("articles", "move", "m", "Move to a case", "Its file moves along."),
    _in("articles", "compare", "V", "New version",
        "Compares the recorded text with what the file holds now, and takes that."),
    _in("articles", "versions", "v", "Versions", "Those that are kept; goes back to one."),
    _in("articles", "anchors", "h", "Its spans", "How they came through its versions."),
    _in("articles", "cases", "c", "Cases", "The cases with their progress."),
    _in("articles", "undo", "u", "Undo", "Takes back my last change; files stay where they are."),
    _in("articles", "redo", "U,ctrl+r", "Redo", "Makes the change again that was taken back."),
    _in("articles", "close", "escape,O,q", "Close", "Back to the articles."),
    _in("cases", "open", "enter", "Show it", "Shows the first two articles of the case."),
    _in("cases", "new", "n", "New case", "Makes an empty case."),
    _in("cases", "rename", "r", "Rename", "Gives the case another name; its files move along."),
    _in("cases", "archive", "x", "Archive, or bring back",
        "Puts the case out of the way, or brings it back; nothing is deleted."),
    _in("cases", "undo", "u", "Undo", "Takes back my last change; files stay where they are."),
    _in("cases", "redo", "U,ctrl+r", "Redo", "Makes the change again that was taken back."),
    _in("cases", "close", "escape,q", "Close", "Back to the articles."),
    _in("versions", "open", "enter", "Compare", "Compares it with the current version."),
    _in("versions", "restore", "b", "Go back to it",
        "Makes it the current version; spans whose words stand there again come back."),
    _in("versions", "undo", "u", "Undo", "Takes back my last change."),
    _in("versions", "redo", "U,ctrl+r", "Redo", "Makes the change again that was taken back."),
    _in("versions", "close", "escape,q,v", "Close", "Back to the list."),
    _in("diff", "open", "enter", "Next change", "Goes to the next change."),
    _in("diff", "next", "n", "Next change", "Goes to the next change."),
    _in("diff", "previous", "N", "Previous change", "Goes to the change before."),
    _in("diff", "accept", "a", "Take the new version", "Every span is found again in it."),
    _in("diff", "decline", "x", "Stay with the old version",
        "It is not offered again until the file changes."),
    _in("diff", "evidence", "E", "Note the correction",
        "Makes the change here evidence of the active claim: old wording → new."),
    _in("diff", "close", "escape,q", "Close", "Back to the list; nothing is decided."),
    _in("anchors", "open", "enter", "Go there", "Goes to the passage."),
    _in("anchors", "confirm", "c", "Confirm", "The span stands where it should."),
    _in("anchors", "move", "m", "Move by hand",
        "Goes to the article: select where the span stands, then the key for comments."),
    _in("anchors", "orphan", "o", "Is gone", "What the span marked is gone from the article."),
    _in("anchors", "evidence", "E", "Note the correction",
        "Makes the change of wording evidence of the claim that rests on it."),
    _in("anchors", "versions", "v", "Versions", "Those of the span's article."),
    _in("anchors", "filter", "f", "Filter by state", "Shows the next state only, then all."),
    _in("anchors", "undo", "u", "Undo", "Takes back my last change."),
    _in("anchors", "redo", "U,ctrl+r", "Redo", "Makes the change again that was taken back."),
    _in("anchors", "close", "escape,q,M", "Close", "Back to the articles."),
    _compare("export", "X", _PROGRAM, "Export",
             "Shows what each format would write, and writes it."),
    _compare("search", "slash", _FIND, "Search",
             "Searches articles, claims, rationales, sources and comments as one types."),
    _compare("next_hit", "f3", _FIND, "Next hit", "Goes to the next hit of the last search."),
    _compare("previous_hit", "shift+f3", _FIND, "Previous hit", "Goes to the hit before."),
    _in("search", "open", "enter", "Go there", "Goes to the hit."),
    _in("search", "up", "up", "Previous", "To the hit before."),
    _in("search", "down", "down", "Next", "To the next hit."),
    _in("search", "page_up", "pageup", "Page up", "One page of hits up."),
    _in("search", "page_down", "pagedown", "Page down", "One page of hits down."),
    _in("search", "mode", "tab", "Way of searching",
        "As written, similar (tolerates misspelling), or as a regular expression."),
    _in("search", "close", "escape", "Close", "Back to the articles."),
    _compare("matrix", "C", _SHOW, "Claims × articles",
             "Shows what each article says of each claim, and where nobody has looked."),
    _in("matrix", "open", "enter", "Go there", "Makes the claim active."),
    _in("matrix", "left", "left,h", "Articles before", "Moves the columns to the left."),
    _in("matrix", "right", "right,l", "More articles", "Moves the columns to the right."),
    _in("matrix", "verdict", "v", "Verdict", "Only claims with the next verdict, then any."),
    _in("matrix", "reviewer", "w", "Reviewer", "Only claims of the next reviewer, then all."),
    _in("matrix", "state", "s", "State", "Only claims in the next state, then any."),
    _in("matrix", "words", "slash", "Words", "Only claims with some words."),
    _in("matrix", "sort", "o", "Sort", "Sorts by age, priority, verdict, state or words."),
    _in("matrix", "close", "escape,q,C", "Close", "Back to the articles."),
    _in("export", "open", "enter", "Write it", "Asks where to, then writes."),
    _in("export", "state", "s", "State", "Takes claims of the next state."),
    _in("export", "verdict", "v", "Verdict", "Takes claims with the next verdict, then any."),
    _in("export", "reviewer", "w", "Reviewer", "Takes what the next reviewer did, then all."),
    _in("export", "close", "escape,q,X", "Close", "Back to the articles."),
    _compare("adjudication", "A", _TEAM, "Adjudication",
             "Claims that wait for a final verdict, disagreements first, with all verdicts."),
    _compare("submit", "P", _TEAM, "Submit my pass",
             "Ends my pass over this case; says first what that means, and asks."),
    _compare("dashboard", "D", _TEAM, "Dashboard",
             "How far everybody is, and how far reviewers agree, with the claims behind it."),
    _compare("inbox", "I", _TEAM, "Inbox",
             "Mentions, answers, assignments, and what became of claims that I judged."),
    _compare("assignments", "W", _TEAM, "Assignments", "Who is to judge which claims."),
    _compare("guidelines", "H", _TEAM, "Guidelines",
             "The guidelines for reviewers, from guidelines.md in the workspace."),
    _compare("labels", "f6", _TEAM, "Labels of an earlier scheme",
             "Asks what becomes of labels in use that the scheme no longer has."),
    *(_in(*entry) for entry in TEAM),
    Action("list.up", "Up", "One row up.", "up,k", "list", _MOVE),
    Action("list.down", "Down", "One row down.", "down,j", "list", _MOVE),
    Action("list.page_up", "Page up", "One page up.", "pageup", "list", _MOVE),
    Action("list.page_down", "Page down", "One page down.", "pagedown", "list", _MOVE),
    Action("list.first", "First row", "To the first row.", "home,g", "list", _MOVE),
    Action("list.last", "Last row", "To the last row.", "end,G", "list", _MOVE),
    Action("app.palette", "Palette", "Finds any action by its name.", "ctrl+p,colon",
           "app", _PROGRAM),
    Action("app.help", "Help", "Shows every key, and what the digits mean.", "question_mark", "app",
           _PROGRAM),
    Action("app.tour", "Guided tour",
           "Leads from two articles to a published claim, on the example; again: puts it away.",
           "f2", "app", _PROGRAM),
    Action("app.tour_skip", "Skip this step of the tour", "Goes on to the tour's next step.", "f4",
           "app", _PROGRAM),
    Action("app.quit", "Quit", "Leaves; everything saved stays saved.", "q,ctrl+q", "app",
           _PROGRAM),
    _card("open", "enter", "Go there, or change it",
          "Goes to the passage; opens link, verdict, source, comment or the claim's words."),
    _card("edit", "e", "Change the claim", "Opens the claim's words and data."),
    _card("detach", "x", "Take out of the claim", "Takes the span or link here out of the claim."),
    *(_card(f"verdict_{digit}", str(digit), f"Verdict {digit}", "Opens the verdict form.")
      for digit in range(1, MOST_DIGITS + 1)),
    _card("rationale", "r", "Rationale of my verdict", "Opens my verdict on this claim."),
    _card("evidence", "E", "Add evidence", "Adds a source to this claim."),
    _card("comment", "m", "Comment", "Says something about this claim."),
    _card("delete", "d", "Delete", "Deletes what the cursor is on; says first where it is in use."),
    _card("undo", "u", "Undo", "Takes back my last change."),
    _card("redo", "U,ctrl+r", "Redo", "Makes the change again that was taken back."),
    _card("close", "escape", "Close", "Back to the articles."),
    Action("form.save", "Save", "Saves what the form holds.", "enter,ctrl+s", "form", _FORMS),
    Action("form.new_line", "New line", "Begins a new line in the text.", "ctrl+j", "form",
           _FORMS),
    Action("form.next", "Next field", "Goes to the next field.", "tab", "form", _FORMS),
    Action("form.previous", "Previous field", "Goes to the field before.", "shift+tab", "form",
           _FORMS),
    Action("form.close", "Close", "Closes the form and keeps the draft.", "escape", "form",
           _FORMS),
)  # fmt: skip

BY_NAME = {action.name: action for action in ACTIONS}


@cache
def pane_actions() -> tuple[Action, ...]:
    """The actions of the article pane, from its bindings."""
    from textual.binding import Binding

    from workbench.tui.widgets.article_pane import ArticlePane

    found = []
    for binding in ArticlePane.BINDINGS:
        assert isinstance(binding, Binding)
        assert binding.id is not None
        selects = "select" in binding.id or binding.id.rpartition(".")[2] in _SELECTING
        found.append(
            Action(
                binding.id,
                binding.description,
                binding.tooltip or f"{binding.description}.",
                binding.key,
                "pane",
                _SELECT if selects else _MOVE,
            )
        )
    return tuple(found)


_SELECTING = frozenset({"grow", "shrink", "drop", "add_fragment", "copy"})


def every_action() -> tuple[Action, ...]:
    """The actions of the screens and of the pane."""
    return ACTIONS + pane_actions()


def bindings(scope: str, call: str = "act({name!r})") -> "list[BindingType]":
    """The bindings of a scope.

    Args:
        scope: whose actions.
        call: what a binding calls; `{name!r}` stands for the action's name, `{what}` for its part
            after the dot.
    """
    from textual.binding import Binding

    return [
        Binding(
            action.keys,
            call.format(name=action.name, what=action.name.rpartition(".")[2]),
            action.title,
            show=False,
            id=action.name,
            priority=scope == "form",
        )
        for action in ACTIONS
        if action.scope == scope
    ]


def first_key(name: str, chosen: dict[str, str]) -> str:
    """The first key of an action, as shown on the screen."""
    return shown_keys(key_names(chosen.get(name) or _default_keys(name))[0])


def _default_keys(name: str) -> str:
    action = BY_NAME.get(name)
    return action.keys if action else {one.name: one.keys for one in pane_actions()}[name]


def title_of(action: Action, scheme: Scheme) -> str:
    """The action's title in the reader's words; what a digit means is the scheme's business."""
    digit = digit_of(action.name)
    if digit is None:
        return _(action.title)
    label = scheme.verdicts[digit - 1]
    shown = f"{label.glyph} {label.label}"
    return _("Verdict {digit}: {label}").format(digit=digit, label=shown)


def help_of(action: Action) -> str:
    """The sentence that explains an action, in the reader's words."""
    return _(action.help)


def digit_of(name: str) -> int | None:
    """Which digit a verdict action stands for; None for other actions."""
    _, _, digit = name.partition("verdict_")
    return int(digit) if digit else None


def in_scheme(actions: Iterable[Action], scheme: Scheme) -> list[Action]:
    """The actions that mean something in this scheme (it may have fewer labels than digits)."""
    count = len(scheme.verdicts)
    return [
        action for action in actions if (digit := digit_of(action.name)) is None or digit <= count
    ]

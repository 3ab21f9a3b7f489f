"""The status line of the compare screen, and the line above the claims."""

from typing import TYPE_CHECKING

from workbench.config.words import _
from workbench.domain.claim import Claim
from workbench.domain.verdict import Verdict
from workbench.tui.actions import first_key
from workbench.tui.bench import Bench, joined
from workbench.tui.hints import Situation, hint
from workbench.tui.widgets.rows import Part, Row, cells, one_line, row_cells
from workbench.tui.wording import count_of

if TYPE_CHECKING:
    from workbench.tui.screens.compare import CompareScreen


_LEFT = 20
"""Cells of the status line that stay for what is active."""
_FOR_TROUBLE = 24
"""Cells that what went wrong gets at least."""


def status_rows(screen: "CompareScreen", width: int) -> list[Row]:
    """What to do next; below it what is active and what is saved."""
    bench = screen.bench
    step = (
        _moving(bench)
        or _comparing(bench)
        or _suggested(bench)
        or hint(situation(screen), lambda name: first_key(name, bench.keys), bench.scheme, width)
    )
    team = screen.team_watch.parts(width) if bench.loaded else ()
    who = (f" · {one_line(bench.reviewer, 16)} ", "dim")
    beside = (*team, *_disputed(bench), *_changed(bench))
    right = (*beside, *_saved(bench, width - row_cells((*beside, who)) - _LEFT), who)
    room = max(0, width - row_cells(right) - 1)
    left = _mark_here(screen, room) or _active(bench, room)
    gap = max(1, width - row_cells(left) - row_cells(right))
    return [((f" {one_line(step, width - 1)}", "accent"),), (*left, (" " * gap, ""), *right)]


def _moving(bench: Bench) -> str:
    """What to do while the place of a span is chosen by hand."""
    span = bench.view.spans.find(bench.moving) if bench.moving else None
    if span is None:
        return ""
    key = first_key("compare.comment", bench.keys)
    words = span.was or span.quote
    return _("Select where it stands now, then {key}; {key} alone leaves it: “{words}”").format(
        key=key, words=words
    )


def _comparing(bench: Bench) -> str:
    """What is waited for."""
    return _("Comparing the articles…") if bench.comparing else ""


def _changed(bench: Bench) -> tuple[Part, ...]:
    """That files hold other texts than the recorded ones, with the key to look at it."""
    if not bench.changed:
        return ()
    key = first_key("compare.articles", bench.keys)
    return (
        (
            _("{files} changed: {key}").format(files=count_of(len(bench.changed), "file"), key=key),
            "warning",
        ),
        (" · ", "dim"),
    )


def _disputed(bench: Bench) -> tuple[Part, ...]:
    """That conflicts wait, with the key to settle them."""
    if not bench.disputes.count:
        return ()
    key = first_key("compare.conflicts", bench.keys)
    return ((f"{count_of(bench.disputes.count, 'conflict')}: {key}", "warning"), (" · ", "dim"))


def _suggested(bench: Bench) -> str:
    """The suggestion that was walked to last, with the keys that decide on it."""
    if bench.suggestion is None:
        return ""
    keys = (first_key(f"compare.{name}", bench.keys) for name in ("accept", "reject"))
    accept, reject = keys
    return _("{accept} accepts · {reject} rejects · {reason}").format(
        accept=accept, reject=reject, reason=bench.suggestion.reason
    )


def _saved(bench: Bench, width: int) -> tuple[Part, ...]:
    writer = bench.writer
    if writer.state == "failed":
        key = first_key("compare.undo", bench.keys)
        retry = _(" — {key} retries").format(key=key) if writer.waiting else ""
        said = _("NOT SAVED: {trouble}{retry}")
        room = max(_FOR_TROUBLE, width - cells(said.format(trouble="", retry=retry)))
        # That it was not saved is said before it.
        why = one_line(writer.trouble.rpartition("not saved: ")[2], room)
        return ((said.format(trouble=why, retry=retry), "error"),)
    if writer.state == "saving":
        return ((_("saving…"), "warning"),)
    if bench.trouble:
        return ((one_line(bench.trouble, max(48, width)), "error"),)
    if bench.offline:
        return ((one_line(bench.offline, 48), "warning"),)
    if not bench.loaded:
        return ((_("reading the annotations…"), "dim"),)
    return (
        (
            _("saved {saved_at}").format(saved_at=writer.saved_at)
            if writer.saved_at
            else _("all saved"),
            "dim",
        ),
    )


def _active(bench: Bench, width: int) -> tuple[Part, ...]:
    claim = bench.active_claim
    picked = _picked(bench)
    if claim is None:
        said = picked or _("no claim is active")
        return ((f" {said}", "picked" if picked else "dim"),)
    from workbench.workspace import queries

    label = queries.shown_verdict(bench.view, claim.id, bench.reviewer)
    glyph = queries.label_of(bench.scheme, label).glyph if label else "·"
    tail: tuple[Part, ...] = ((f" {picked} ", "picked"),) if picked else ()
    room = max(8, width - 6 - row_cells(tail))
    return (
        (" ", ""),
        (f" {glyph} ", queries.tone(bench.scheme, label)),
        (" ", ""),
        (f"{one_line(claim.text, room)} ", "bold"),
        *tail,
    )


def _mark_here(screen: "CompareScreen", width: int) -> tuple[Part, ...]:
    """The mark under the cursor: its claim, how it is judged, by whom; and which of the stack.

    Nothing while something is picked, or if its claim is the active one, unless marks are stacked
    here: then it must be seen which one is meant.
    """
    bench = screen.bench
    pane = screen.articles.pane
    id = pane.mark_under_cursor if bench.loaded else None
    span = bench.view.spans.find(id) if id else None
    place, depth = pane.stack_place
    if span is None or (bench.picked and depth < 2):
        return ()
    from workbench.workspace import queries

    claims = queries.claims_of_span(bench.view, span.id)
    if depth < 2 and any(claim.id == bench.active for claim in claims):
        return ()
    key = first_key("pane.cycle_stack", bench.keys)
    head = (
        _(" mark {place}/{depth} ({key}): ").format(place=place, depth=depth, key=key)
        if depth > 1
        else _(" mark here: ")
    )
    picked: tuple[Part, ...] = ((f" {_picked(bench)} ", "picked"),) if bench.picked else ()
    room = width - row_cells(picked)
    if not claims:
        note = joined((span.label or "", span.note))
        words = one_line(
            _("{head}by {by}, in no claim yet {note}").format(head=head, by=span.by, note=note),
            room,
        )
        return ((words, "dim"), *picked)
    claim = next((item for item in claims if item.id == bench.active), claims[0])
    given = bench.view.verdicts.by("claim", claim.id)
    who = ", ".join(
        f"{queries.label_of(bench.scheme, item.label).glyph} {item.by}" for item in given[:3]
    )
    more = _(" (+{count} claims)").format(count=len(claims) - 1) if len(claims) > 1 else ""
    tail = f" {who or 'no verdict yet'}{more}"
    words = one_line(claim.text, max(8, room - cells(tail) - cells(head) - 1))
    return ((head, "dim"), (words, ""), (tail, "dim"), *picked)


def _picked(bench: Bench) -> str:
    spans, links = len(bench.picked.spans), len(bench.picked.links)
    counted = joined(
        (count_of(spans, "span") if spans else "", count_of(links, "link") if links else "")
    )
    return _("picked: {counted}").format(counted=counted) if counted else ""


def situation(screen: "CompareScreen") -> Situation:
    """What the next step depends on."""
    bench = screen.bench
    pane = screen.articles.pane
    mark = pane.mark_under_cursor if bench.loaded else None
    claim = bench.active_claim
    own, carries = _judged(bench, claim, mark)
    return Situation(
        articles=len(screen.articles.shown),
        loaded=bench.loaded,
        in_list=screen.claims.has_focus,
        selecting=bool(pane.selection),
        on_mark=mark is not None,
        mark_has_claim=carries,
        picked=len(bench.picked.spans) + len(bench.picked.links),
        active=claim is not None,
        judged=own is not None,
        rationale=bool(own and own.rationale),
        judges=bench.may_judge,
        tour=bench.tour_offered and bench.guide is None and not len(bench.view.spans),
    )


def _judged(bench: Bench, claim: Claim | None, mark: str | None) -> tuple[Verdict | None, bool]:
    """My verdict on the active claim, and whether the mark here carries a claim."""
    if claim is None and mark is None:
        return None, False
    from workbench.workspace import queries

    own = queries.own_verdict(bench.view, claim.id, bench.reviewer) if claim else None
    return own, bool(mark and queries.claims_of_span(bench.view, mark))


def claims_head(screen: "CompareScreen", width: int) -> list[Row]:
    """How many claims there are, and how many are judged."""
    bench = screen.bench
    claims = screen.claims.claims
    title, rest = _(" Claims "), ""
    if bench.loaded:
        mine = {item.claim for item in bench.view.verdicts.by("by", bench.reviewer)}
        judged = sum(1 for claim in claims if claim.id in mine)
        spans, links = len(bench.view.spans), len(bench.view.links)
        rest = f"{joined((count_of(spans, 'span'), count_of(links, 'link')))} "
        if claims:
            by_you = _("{count} judged by you").format(count=judged)
            title = f" {joined((count_of(len(claims), 'claim'), by_you))} "
    fill = max(0, width - cells(title) - cells(rest))
    return [((title, "bold"), (" " * fill, ""), (rest, "dim"))]

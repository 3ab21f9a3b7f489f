"""Choosing claims takes with them what hangs on them alone."""

from dataclasses import replace

from workbench.domain.record import Record
from workbench.exchange.options import ExportOptions
from workbench.exchange.select import select


def test_all_is_the_record_itself(case: Record, options: ExportOptions) -> None:
    assert select(case, replace(options, state="all")) is case


def test_published_keeps_only_published_claims(case: Record, options: ExportOptions) -> None:
    chosen = select(case, replace(options, state="published"))
    assert [claim.state for claim in chosen.claims] == ["published"]
    assert {verdict.claim for verdict in chosen.verdicts} == {case.claims[0].id}
    assert chosen.assignments == ()


def test_adjudicated_keeps_settled_claims(case: Record, options: ExportOptions) -> None:
    chosen = select(case, replace(options, state="adjudicated"))
    assert [claim.id for claim in chosen.claims] == [case.claims[0].id]


def test_what_hangs_on_dropped_claims_alone_goes(case: Record, options: ExportOptions) -> None:
    chosen = select(case, replace(options, claims=frozenset({case.claims[0].id})))
    quote, wait = case.spans[2], case.links[1]
    assert quote not in chosen.spans
    assert wait not in chosen.links


def test_shared_and_free_spans_stay(case: Record, options: ExportOptions) -> None:
    shared = case.spans[0]
    second = replace(case.claims[1], spans=(shared.id, *case.claims[1].spans))
    record = replace(case, claims=(case.claims[0], second))
    chosen = select(record, replace(options, state="published"))
    months, free = case.spans[9], case.spans[3]
    assert shared in chosen.spans
    assert free in chosen.spans
    assert months in chosen.spans, "a free link still needs it"


def test_a_reviewers_claims_are_those_made_or_judged(case: Record, options: ExportOptions) -> None:
    chosen = select(case, replace(options, reviewer="ana"))
    assert [claim.id for claim in chosen.claims] == [claim.id for claim in case.claims[:2]]


def test_conflicts_of_what_goes_go_too(case: Record, options: ExportOptions) -> None:
    lost = replace(case.conflicts[0], id=case.verdicts[3].id, table="verdicts")
    record = replace(case, conflicts=(*case.conflicts, lost))
    assert select(record, replace(options, state="published")).conflicts == case.conflicts

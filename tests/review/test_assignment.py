"""Assigning claims: by hand, by case, evenly."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.config.review_rules import ReviewRules
from workbench.domain.claim import Claim
from workbench.domain.errors import BadInput
from workbench.domain.review import Assignment
from workbench.review.assignment import assign, assign_case, assign_evenly
from workbench.review.roles import UnknownReviewer

ANYONE = ReviewRules()
NAMED = ReviewRules(reviewers=("ann", "ben", "cat"))
AT = "2025-05-01T12:00:00.000Z"


def evenly(
    claims: int, reviewers: int, per_claim: int, existing: tuple[Assignment, ...] = ()
) -> tuple[Assignment, ...]:
    return assign_evenly(
        [f"c{n}" for n in range(claims)],
        [f"r{n}" for n in range(reviewers)],
        per_claim,
        ANYONE,
        existing=existing,
        by="eve",
        at=AT,
    )


def test_an_assignment_says_who_asked_whom() -> None:
    made = assign("c1", "ann", NAMED, by="eve", at=AT)
    assert (made.claim, made.reviewer, made.by, made.at) == ("c1", "ann", "eve", AT)


def test_assigning_the_same_twice_writes_the_same_record() -> None:
    one = assign("c1", "ann", NAMED, by="eve", at=AT)
    assert assign("c1", "ann", NAMED, by="ben", at=AT).id == one.id


def test_an_unknown_reviewer_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownReviewer) as caught:
        assign("c1", "zoe", NAMED, by="eve", at=AT)
    assert str(caught.value) == (
        "there is no reviewer 'zoe'; [review] reviewers in workbench.toml: ann, ben, cat"
    )
    assert caught.value.exit_code == 3


def test_without_named_reviewers_anyone_can_be_asked_who_has_a_name() -> None:
    assert assign("c1", "zoe", ANYONE, by="eve", at=AT).reviewer == "zoe"
    with pytest.raises(BadInput, match="a reviewer needs a name"):
        assign("c1", " ", ANYONE, by="eve", at=AT)


def test_a_case_is_assigned_without_void_claims_and_those_assigned_already() -> None:
    claims = [
        Claim("c1", "one", "case"),
        Claim("c2", "two", "case", state="void"),
        Claim("c3", "three", "other"),
        Claim("c4", "four", "case"),
    ]
    known = [assign("c4", "ann", NAMED, by="eve", at=AT)]
    made = assign_case(claims, "case", "ann", NAMED, existing=known, by="eve", at=AT)
    assert [item.claim for item in made] == ["c1"]


@settings(max_examples=25, deadline=None)
@given(claims=st.integers(0, 40), reviewers=st.integers(1, 7), data=st.data())
def test_spreading_gives_each_claim_n_reviewers_with_loads_within_one(
    claims: int, reviewers: int, data: st.DataObject
) -> None:
    per_claim = data.draw(st.integers(1, reviewers))
    made = evenly(claims, reviewers, per_claim)
    per = Counter(item.claim for item in made)
    assert all(per[f"c{n}"] == per_claim for n in range(claims))
    assert len({(item.claim, item.reviewer) for item in made}) == len(made)
    load = Counter({f"r{n}": 0 for n in range(reviewers)})
    load.update(item.reviewer for item in made)
    assert max(load.values()) - min(load.values()) <= 1


def test_spreading_is_the_same_whatever_order_the_reviewers_are_named_in() -> None:
    ways = [
        assign_evenly(["c1", "c2", "c3"], names, 2, NAMED, by="eve", at=AT)
        for names in (["ann", "ben", "cat"], ["cat", "ann", "ben"], [])
    ]
    assert ways[0] == ways[1] == ways[2]


def test_spreading_lets_every_two_reviewers_meet() -> None:
    made = evenly(60, 4, 2)
    shared = Counter(
        pair
        for claim in {item.claim for item in made}
        for pair in combinations(sorted(x.reviewer for x in made if x.claim == claim), 2)
    )
    assert len(shared) == 6
    assert max(shared.values()) - min(shared.values()) <= 1


def test_spreading_tops_up_what_is_there_and_levels_the_load() -> None:
    busy = tuple(assign(f"c{n}", "r0", ANYONE, by="eve", at=AT) for n in range(3))
    made = evenly(4, 2, 1, existing=busy)
    assert [(item.claim, item.reviewer) for item in made] == [("c3", "r1")]


def test_spreading_again_adds_nothing() -> None:
    first = evenly(10, 3, 2)
    assert evenly(10, 3, 2, existing=first) == ()


@pytest.mark.parametrize("per_claim", [0, 4])
def test_more_reviewers_per_claim_than_there_are_is_refused(per_claim: int) -> None:
    with pytest.raises(BadInput, match=f"{per_claim} reviewers per claim can't be had from 3"):
        evenly(5, 3, per_claim)


def test_spreading_over_an_unknown_reviewer_is_refused() -> None:
    with pytest.raises(UnknownReviewer, match="'zoe'"):
        assign_evenly(["c1"], ["ann", "zoe"], 1, NAMED, by="eve", at=AT)

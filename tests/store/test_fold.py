"""The state is a function of the set of events: no order, no repetition changes it."""

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.store.events import Event, Operation, draft, stamp
from workbench.store.fold import State, canonical
from workbench.store.operations import Delete, Op, Put
from workbench.store.planning import plan

SESSIONS = ["a" * 16, "b" * 16, "c" * 16]
YEAR_MS = 365 * 24 * 3600 * 1000


def event(dot: str, *ops: Operation, by: str = "ada") -> Event:
    return {"id": dot, "by": by, "at": stamp(0), "v": 1, "ops": list(ops)}


def dot(clock: int, session: int = 0, number: int = 1) -> str:
    return f"{clock:016x}.{SESSIONS[session]}.{number}"


def put(fields: dict[str, object], seen: Sequence[str] | None = None, **more: object) -> Operation:
    op: dict[str, object] = {"t": "claims", "k": "1", "set": fields, **more}
    if seen is not None:
        op["seen"] = list(seen)
    return op  # type: ignore[return-value]


def delete(*seen: str) -> Operation:
    return {"t": "claims", "k": "1", "del": True, "seen": list(seen)}


def fold(*events: Event) -> State:
    state = State()
    for one in events:
        state.apply(one)
    return state


def row(state: State) -> object:
    return state.table("claims").rows.get(1)


def both_ways(*events: Event) -> State:
    forwards, backwards = fold(*events), fold(*reversed(events))
    assert canonical(forwards) == canonical(backwards)
    return forwards


A, B, C = dot(1), dot(2, 1), dot(3, 2)


class Writer:
    """A reviewer with a clock of his own, who sees what he is sent."""

    def __init__(self, number: int, skew: int) -> None:
        self.state = State()
        self.session = SESSIONS[number]
        self.skew = skew
        self.number = 0

    def write(self, now: int, op: Op) -> Event:
        clock = max((now + self.skew) << 16, int(self.state.highest, 16) + 1)
        self.number += 1
        name = f"{clock:016x}.{self.session}.{self.number}"
        _, made = draft(name, self.session, stamp(0), "", plan(self.state, [op]))
        self.state.apply(made)
        return made


def history(chance: random.Random, length: int, *, share: float) -> list[Event]:
    """What three reviewers write who get each other's events late, in any order, or never."""
    skews = [YEAR_MS + chance.randint(-YEAR_MS, YEAR_MS) for _ in SESSIONS]
    writers = [Writer(number, skew) for number, skew in enumerate(skews)]
    events: list[Event] = []
    for now in range(length):
        writer = chance.choice(writers)
        for sent in events:
            if chance.random() < share:
                writer.state.apply(sent)
        events.append(writer.write(now, random_op(chance, writer.state)))
    return events


def random_op(chance: random.Random, state: State) -> Op:
    key = chance.randint(1, 3)
    if key in state.table("claims").rows and chance.random() < 0.25:
        return Delete("claims", key)
    names = chance.sample("fgh", chance.randint(0, 3))
    gone = tuple(name for name in names if chance.random() < 0.25)
    return Put(
        "claims", key, {name: chance.randint(0, 9) for name in names if name not in gone}, gone
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 30), st.sampled_from([0.0, 0.3, 0.8]))
def test_any_order_and_any_repetition_give_the_same_state(
    seed: int, length: int, share: float
) -> None:
    chance = random.Random(seed)
    events = history(chance, length, share=share)
    wanted = canonical(fold(*events))
    for _ in range(5):
        shuffled = events + chance.choices(events, k=length)
        chance.shuffle(shuffled)
        assert canonical(fold(*shuffled)) == wanted


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 30))
def test_nothing_is_left_waiting_when_all_events_have_arrived(seed: int, length: int) -> None:
    chance = random.Random(seed)
    events = history(chance, length, share=0.3)
    chance.shuffle(events)
    state = fold(*events)
    assert not any(session.extra for session in state.sessions.values())
    assert not any(
        state.document("claims", key).pending  # type: ignore[union-attr]
        for key in state.table("claims").clocks
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 30), st.integers(0, 30))
def test_a_part_folded_apart_and_joined_later_is_the_same(seed: int, length: int, cut: int) -> None:
    chance = random.Random(seed)
    events = history(chance, length, share=0.5)
    left, right = events[: cut % length], events[cut % length :]
    assert canonical(fold(*right, *left)) == canonical(fold(*left, *right))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(2, 30))
def test_writers_who_see_everything_behave_like_one_dictionary(seed: int, length: int) -> None:
    chance = random.Random(seed)
    writers = [Writer(number, chance.randint(0, 2 * YEAR_MS)) for number in range(3)]
    plain: dict[int, dict[str, object]] = {}
    for now in range(length):
        writer = chance.choice(writers)
        op = random_op(chance, writer.state)
        made = writer.write(now, op)
        for other in writers:
            other.state.apply(made)
        if isinstance(op, Delete):
            del plain[op.key]
        else:
            old = plain.get(op.key, {})
            plain[op.key] = {k: v for k, v in {**old, **op.set}.items() if k not in op.unset}
    for writer in writers:
        assert writer.state.table("claims").rows == plain
        assert not writer.state.disputed


def test_two_values_written_apart_both_stay_and_the_later_is_shown() -> None:
    state = both_ways(
        event(A, put({"f": 0})), event(B, put({"f": 1}, [A])), event(C, put({"f": 2}, [A]))
    )
    assert row(state) == {"f": 2}
    assert state.dots("claims", 1) == {"f": (C, B)}
    assert ("claims", 1) in state.disputed


def test_the_same_value_written_apart_is_no_conflict() -> None:
    state = both_ways(
        event(A, put({"f": 0})), event(B, put({"f": 1}, [A])), event(C, put({"f": 1}, [A]))
    )
    assert not state.disputed


def test_who_wrote_the_same_and_when_is_no_conflict() -> None:
    state = both_ways(
        event(B, put({"f": 1, "by": "ada", "at": "1"}, [])),
        event(C, put({"f": 1, "by": "ben", "at": "2"}, [])),
    )
    assert not state.disputed
    assert row(state) == {"f": 1, "by": "ben", "at": "2"}


def test_a_member_that_two_added_at_different_places_is_no_conflict() -> None:
    state = both_ways(event(B, put({"tag:sea": 1}, [])), event(C, put({"tag:sea": 2}, [])))
    assert not state.disputed


def test_true_and_one_are_different_values() -> None:
    state = both_ways(event(B, put({"f": True}, [])), event(C, put({"f": 1}, [])))
    assert ("claims", 1) in state.disputed


def test_a_later_write_that_saw_both_settles_the_conflict_whatever_its_clock() -> None:
    early = dot(0, 2)
    state = both_ways(
        event(A, put({"f": 0})), event(B, put({"f": 1}, [])), event(early, put({"f": 3}, [A, B]))
    )
    assert row(state) == {"f": 3}
    assert not state.disputed


def test_a_delete_that_arrives_before_its_insert_hides_it() -> None:
    assert row(both_ways(event(B, delete(A)), event(A, put({"f": 1})))) is None


def test_a_delete_leaves_what_it_has_not_seen_and_says_so() -> None:
    state = both_ways(
        event(A, put({"f": 1, "g": 1})), event(B, put({"f": 2}, [A])), event(C, delete(A))
    )
    assert row(state) == {"f": 2, "g": 1}
    assert state.disputed["claims", 1].disputed() == ["*"]


def test_what_has_seen_several_fields_loses_none_of_the_others() -> None:
    later = dot(4, 0, 2)
    state = both_ways(
        event(A, put({"f": 1, "g": 1, "h": 1})),
        event(B, put({"g": 2}, [A])),
        event(later, put({"f": 3, "g": 3}, [A, B])),
    )
    assert row(state) == {"f": 3, "g": 3, "h": 1}
    assert not state.disputed


def test_an_insert_that_saw_the_delete_brings_the_document_back() -> None:
    state = both_ways(event(A, put({"f": 1})), event(B, delete(A)), event(C, put({"f": 2}, [A, B])))
    assert row(state) == {"f": 2}
    assert not state.disputed


def test_a_field_taken_away_is_not_a_field_that_is_null() -> None:
    state = both_ways(event(A, put({"f": 1, "g": 1})), event(B, put({"g": None}, [A], unset=["f"])))
    assert row(state) == {"g": None}


def test_a_document_without_fields_is_there() -> None:
    assert row(both_ways(event(A, put({"*": True})))) == {}


def test_an_event_is_told_apart_by_session_and_number_only() -> None:
    state = fold(event(A, put({"f": 1})), event(A, put({"f": 2})))
    assert row(state) == {"f": 1}

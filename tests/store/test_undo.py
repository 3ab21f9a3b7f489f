"""Undo puts back what one's own last command changed, also after a restart; never another's."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from workbench.store import Delete, Op, Put, Store, UndoBlocked, open_store
from workbench.store.lookup import Lookup

Opener = Callable[[str], Store]


@pytest.fixture(params=["same session", "after a restart"])
def again(request: pytest.FixtureRequest, opener: Opener) -> Callable[[Store], Store]:
    """Goes on with the same store, or with a new one on the same folder."""

    def go_on(store: Store) -> Store:
        if request.param == "same session":
            return store
        store.close()
        return opener(store.reviewer)

    return go_on


def look(store: Store) -> object:
    rows = {name: dict(store.rows(name).items()) for name in ("claims", "spans")}
    conflicts = {
        (one.id, one.table, one.field, tuple(repr(value.value) for value in one.values))
        for one in store.conflicts()
    }
    return rows, conflicts


def test_undo_of_an_insert_removes_the_document(
    opener: Opener, again: Callable[[Store], Store]
) -> None:
    store = opener("ada")
    store.commit([Put("claims", 1, {"f": 1}), Put("spans", 2, {"g": 1})], why="add")
    store = again(store)
    assert store.undo() is not None
    assert look(store) == ({"claims": {}, "spans": {}}, set())


def test_undo_of_a_delete_restores_everything(
    opener: Opener, again: Callable[[Store], Store]
) -> None:
    store = opener("ada")
    store.commit([Put("claims", 1, {"f": 1, "g": [1, 2]})])
    store.commit([Delete("claims", 1)])
    store = again(store)
    store.undo()
    assert store.rows("claims")[1] == {"f": 1, "g": [1, 2]}


def test_undo_of_an_edit_puts_values_and_missing_fields_back(
    opener: Opener, again: Callable[[Store], Store]
) -> None:
    store = opener("ada")
    store.commit([Put("claims", 1, {"f": 1, "g": None})])
    store.commit([Put("claims", 1, {"f": 2, "h": 3}, unset=("g",))])
    store = again(store)
    store.undo()
    assert store.rows("claims")[1] == {"f": 1, "g": None}


def test_undo_of_settling_a_conflict_brings_the_conflict_back(opener: Opener) -> None:
    ada, bob = opener("ada"), opener("bob")
    ada.commit([Put("claims", 1, {"f": 0})])
    bob.refresh()
    ada.commit([Put("claims", 1, {"f": 1})])
    bob.commit([Put("claims", 1, {"f": 2})])
    ada.refresh()
    before = look(ada)
    ada.resolve("claims", 1, "f", 3)
    ada.undo()
    assert look(ada) == before


def test_undo_of_keeping_a_deleted_document_brings_the_conflict_back(
    opener: Opener, again: Callable[[Store], Store]
) -> None:
    ada, bob = opener("ada"), opener("bob")
    ada.commit([Put("claims", 1, {"f": 0, "g": 0})])
    bob.refresh()
    bob.commit([Delete("claims", 1)])
    ada.commit([Put("claims", 1, {"f": 1})])
    ada.refresh()
    before = ada.rows("claims")[1]
    ada.resolve("claims", 1, "*", "keep")
    assert ada.conflicts() == ()
    ada = again(ada)
    ada.undo()
    assert ada.rows("claims")[1] == before
    assert [one.field for one in ada.conflicts()] == ["*"]


def test_undo_names_the_command(opener: Opener, again: Callable[[Store], Store]) -> None:
    store = opener("ada")
    store.commit([Put("claims", 1, {"f": 1})], why="add_claim")
    store.undo()
    store.redo()
    step = again(store).undoable()
    assert step is not None
    assert step.why == "add_claim"


def test_a_new_command_clears_redo(opener: Opener, again: Callable[[Store], Store]) -> None:
    store = opener("ada")
    store.commit([Put("claims", 1, {"f": 1})])
    store.undo()
    store.commit([Put("claims", 2, {"f": 1})])
    store = again(store)
    assert store.redoable() is None
    assert store.redo() is None


def test_nothing_of_another_reviewer_is_undone(
    opener: Opener, again: Callable[[Store], Store]
) -> None:
    ada, bob = opener("ada"), opener("bob")
    ada.commit([Put("claims", 1, {"f": 1})])
    bob = again(bob)
    bob.refresh()
    assert bob.undo() is None
    assert bob.undoable() is None


def test_undo_is_refused_where_another_has_changed_the_same_field(
    opener: Opener, again: Callable[[Store], Store]
) -> None:
    ada, bob = opener("ada"), opener("bob")
    ada.commit([Put("claims", 1, {"f": 1, "g": 1})])
    ada.commit([Put("claims", 1, {"f": 2, "g": 2})], why="edit")
    bob.refresh()
    bob.commit([Put("claims", 1, {"f": 3})])
    ada = again(ada)
    ada.refresh()
    with pytest.raises(UndoBlocked, match=r"changed since by bob: claims\.f") as caught:
        ada.undo()
    assert (caught.value.fields, caught.value.by) == (("claims.f",), ("bob",))
    assert ada.rows("claims")[1] == {"f": 3, "g": 2}


def test_undo_may_be_forced(opener: Opener, again: Callable[[Store], Store]) -> None:
    ada, bob = opener("ada"), opener("bob")
    ada.commit([Put("claims", 1, {"f": 1})])
    ada.commit([Put("claims", 1, {"f": 2})])
    bob.refresh()
    bob.commit([Put("claims", 1, {"f": 3})])
    ada = again(ada)
    ada.refresh()
    ada.undo(force=True)
    assert look(ada) == ({"claims": {1: {"f": 1}}, "spans": {}}, set())


def test_an_insert_that_another_has_edited_is_not_undone(opener: Opener) -> None:
    ada, bob = opener("ada"), opener("bob")
    ada.commit([Put("claims", 1, {"f": 1})])
    bob.refresh()
    bob.commit([Put("claims", 1, {"tag:x": 0})])
    ada.refresh()
    with pytest.raises(UndoBlocked):
        ada.undo()


def test_another_field_that_another_has_changed_is_no_hindrance(opener: Opener) -> None:
    ada, bob = opener("ada"), opener("bob")
    ada.commit([Put("claims", 1, {"f": 1, "g": 1})])
    ada.commit([Put("claims", 1, {"f": 2})])
    bob.refresh()
    bob.commit([Put("claims", 1, {"g": 3})])
    ada.refresh()
    ada.undo()
    assert ada.rows("claims")[1] == {"f": 1, "g": 3}


def test_redo_does_not_delete_what_its_deleter_has_brought_back(
    opener: Opener, again: Callable[[Store], Store]
) -> None:
    ada, bob = opener("ada"), opener("bob")
    ada.commit([Put("claims", 1, {"f": 1})])
    ada.commit([Put("claims", 1, {"f": 2})], why="edit")
    bob.refresh()
    bob.commit([Delete("claims", 1)])
    ada.refresh()
    ada.undo(force=True)
    bob.refresh()
    bob.undo()
    ada = again(ada)
    ada.refresh()
    with pytest.raises(UndoBlocked, match=r"changed since by bob: claims\.\*") as caught:
        ada.redo()
    assert (caught.value.fields, caught.value.by) == (("claims.*",), ("bob",))
    assert ada.rows("claims")[1] == {"f": 1}
    ada.redo(force=True)
    assert 1 not in ada.rows("claims")


def test_keeping_a_document_is_not_undone_where_its_deleter_has_brought_it_back(
    opener: Opener, again: Callable[[Store], Store]
) -> None:
    ada, bob = opener("ada"), opener("bob")
    ada.commit([Put("claims", 1, {"f": 0, "g": 0})])
    bob.refresh()
    bob.commit([Delete("claims", 1)])
    ada.commit([Put("claims", 1, {"f": 1})])
    ada.refresh()
    ada.resolve("claims", 1, "*", "keep")
    bob.undo()
    ada = again(ada)
    ada.refresh()
    with pytest.raises(UndoBlocked, match=r"changed since by bob: claims\.\*"):
        ada.undo()
    assert ada.conflicts() == ()


def test_redo_after_a_forced_undo_deletes_again_where_nobody_has_objected(
    opener: Opener, again: Callable[[Store], Store]
) -> None:
    ada, bob = opener("ada"), opener("bob")
    ada.commit([Put("claims", 1, {"f": 1})])
    ada.commit([Put("claims", 1, {"f": 2})])
    bob.refresh()
    bob.commit([Delete("claims", 1)])
    ada.refresh()
    ada.undo(force=True)
    ada = again(ada)
    ada.redo()
    assert 1 not in ada.rows("claims")


def test_deleting_and_restoring_what_another_made_can_be_repeated(
    opener: Opener, again: Callable[[Store], Store]
) -> None:
    ada, bob = opener("ada"), opener("bob")
    bob.commit([Put("claims", 1, {"f": 1})])
    ada.refresh()
    ada.commit([Delete("claims", 1)])
    for _ in range(3):
        ada.undo()
        assert ada.rows("claims")[1] == {"f": 1}
        ada = again(ada)
        ada.redo()
        assert 1 not in ada.rows("claims")


OPS = st.one_of(
    st.builds(
        Put,
        st.sampled_from(["claims", "spans"]),
        st.integers(1, 2),
        st.dictionaries(st.sampled_from("fgh"), st.integers(0, 3), max_size=3),
    ),
    st.builds(Put, st.just("claims"), st.integers(1, 2), st.just({"f": 9}), st.just(("g",))),
    st.builds(Delete, st.sampled_from(["claims", "spans"]), st.integers(1, 2)),
)
ACTIONS = st.lists(
    st.one_of(st.lists(OPS, min_size=1, max_size=3), st.sampled_from(["undo", "redo", "restart"])),
    max_size=14,
)


class Model:
    """Undo as everybody knows it: a list of states and a place in it."""

    def __init__(self, first: object) -> None:
        self.states = [first]
        self.place = 0

    def did(self, state: object) -> None:
        self.states[self.place + 1 :] = [state]
        self.place += 1


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ACTIONS)
def test_undo_and_redo_walk_through_the_exact_states(
    tmp_path_factory: pytest.TempPathFactory, actions: list[list[Op] | str]
) -> None:
    folder = tmp_path_factory.mktemp("undo") / "annotations"
    store = open_store(folder, "ada")
    model = Model(look(store))
    for action in actions:
        if action == "restart":
            store.close()
            store = open_store(folder, "ada")
        elif action == "undo":
            model.place = max(0, model.place - 1)
            store.undo()
        elif action == "redo":
            model.place = min(len(model.states) - 1, model.place + 1)
            store.redo()
        elif isinstance(action, list):
            ops = list(possible(store, action))
            if ops and store.commit(ops).event:
                model.did(look(store))
        assert look(store) == model.states[model.place]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("ada"), st.sampled_from(["edit f", "edit g", "keep"])),
        st.tuples(st.just("ada"), st.sampled_from(["undo", "redo", "force undo", "restart"])),
        st.tuples(st.just("bob"), st.sampled_from(["edit f", "delete", "undo", "redo"])),
        st.tuples(st.sampled_from(["ada", "bob"]), st.just("refresh")),
    ),
    max_size=16,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
@example(
    [
        *[("ada", "edit f"), ("bob", "refresh"), ("bob", "delete"), ("ada", "force undo")],
        *[("bob", "refresh"), ("bob", "undo"), ("ada", "redo")],
    ]
)
def test_what_another_wanted_to_stand_last_is_hidden_by_force_only(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str]]
) -> None:
    """Ada never deletes here, and Carl's document is not hers: only Bob can want it gone."""
    folder = tmp_path_factory.mktemp("undo") / "annotations"
    open_store(folder, "carl").commit([Put("claims", 1, {"f": 0, "g": 0})])
    stores = {name: open_store(folder, name) for name in ("ada", "bob")}
    for number, (name, step) in enumerate(steps):
        if step == "restart":
            stores[name].close()
            stores[name] = open_store(folder, name)
            continue
        store = stores[name]
        if name == "ada" and step.endswith(("undo", "redo")):
            store.refresh()
        before = 1 in store.rows("claims")
        with suppress(UndoBlocked):
            act(store, step, number)
        if name == "ada" and before and 1 not in store.rows("claims"):
            assert step != "undo"
            assert step == "refresh" or deleted_last(store, "bob")


def act(store: Store, step: str, number: int) -> None:
    """Do one step on claim 1, if it is possible."""
    if step == "refresh":
        store.refresh()
    elif step.endswith("undo"):
        store.undo(force=step.startswith("force"))
    elif step == "redo":
        store.redo()
    elif step == "keep":
        if any(one.field == "*" for one in store.conflicts()):
            store.resolve("claims", 1, "*", "keep")
    elif 1 in store.rows("claims"):
        field = step.removeprefix("edit ")
        store.commit(
            [Delete("claims", 1) if step == "delete" else Put("claims", 1, {field: number})]
        )


def deleted_last(store: Store, reviewer: str) -> bool:
    """Whether a reviewer's last event is a delete, or a redo of one."""
    last = next(Lookup(store.folder).own(reviewer), None)
    return last is not None and any(op.get("del") for op in last["ops"])


def possible(store: Store, ops: list[Op]) -> Iterator[Op]:
    """The operations without deletes of what is not there."""
    there = {(name, key) for name in ("claims", "spans") for key in store.rows(name)}
    for op in ops:
        place = (op.table, op.key)
        if isinstance(op, Put):
            there.add(place)
            yield op
        elif place in there:
            there.discard(place)
            yield op

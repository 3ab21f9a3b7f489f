"""`make bench`: every benchmark can be run by it, and its table names no machine and no folder."""

import getpass
import importlib
import inspect
import pkgutil
import re
import socket
from pathlib import Path

import pytest

import benchmarks
from benchmarks import bench_anchor, figures

NAMES = sorted(
    item.name
    for item in pkgutil.iter_modules(list(benchmarks.__path__))
    if item.name.startswith("bench_")
)


@pytest.mark.parametrize("name", NAMES)
def test_a_benchmark_runs_without_arguments(name: str) -> None:
    main = importlib.import_module(f"benchmarks.{name}").main
    needed = [
        parameter
        for parameter in inspect.signature(main).parameters.values()
        if parameter.default is inspect.Parameter.empty
    ]
    assert needed == []


def test_the_table_stands_a_figure_beside_its_peer() -> None:
    figures.take()
    figures.note("open 10 rows", "2 ms", limit="5 ms", peer="SQLite 1 ms", ratio=2.0)
    page = figures.table({"store": figures.take()}, ["two cores"], {"store": "it was quiet"})
    assert "- two cores" in page
    assert "it was quiet." in page
    assert "| open 10 rows | 2 ms | 5 ms | SQLite 1 ms | 2.00 |" in page
    assert figures.take() == []


def test_the_conditions_say_how_fast_the_machine_was_and_what_others_took() -> None:
    said = str(figures.Conditions())
    assert re.fullmatch(
        r"a fixed piece of Python took \d+ ms before and \d+ ms after; "
        r"the host took \d+\.\d% of the processors for others",
        said,
    )


def test_the_machine_is_described_without_names() -> None:
    about = "\n".join(figures.machine())
    assert "cores" in about
    assert "Python" in about
    for name in (socket.gethostname(), str(Path.home())):
        assert name not in about
    assert getpass.getuser() not in about.split()


def test_the_figures_of_anchoring_name_ours_and_the_peer() -> None:
    figures.take()
    bench_anchor.accuracy(1, 2)
    assert [figure.name for figure in figures.take()] == [
        f"spans found again (IoU ≥ 0.5), {name} edits" for name in ("light", "medium", "heavy")
    ]

"""The case of `traps` as fixtures, strategies that make more of them, and what consumers need."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tests.exchange.traps import AT, make_case, make_options, make_scheme, make_span
from workbench.config.scheme import Scheme
from workbench.domain.article import Article, text_hash
from workbench.domain.ids import derived_id
from workbench.domain.record import Record
from workbench.domain.span import Link, Range, Span
from workbench.exchange.options import ExportOptions


@pytest.fixture(scope="session")
def case() -> Record:
    return make_case()


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return make_scheme()


@pytest.fixture(scope="session")
def options(scheme: Scheme) -> ExportOptions:
    return make_options(scheme)


_PIECES = st.sampled_from(
    ["a", "The ", "café", "e\u0301", "😀", "👩‍👩‍👧", "🇳🇱", "שלום", "中文", "\n", "\r\n", "\r", "\t",
     "\u2028", "\x85", "\x0b", " ", "“", "<b>", "&", "T1\t", ";", "|", "12 ", "\ufeff", "\x1c"]
)  # fmt: skip


@st.composite
def _records(draw: st.DrawFn) -> Record:
    texts = draw(
        st.lists(
            # No article is blank: intake refuses those.
            st.lists(_PIECES, min_size=4, max_size=30).map("".join).filter(str.strip),
            min_size=1, max_size=3, unique=True,
        )
    )  # fmt: skip
    spans = [
        make_span(
            f"{number}-{nth}", f"a{number}", text, fragments, draw(st.sampled_from([None, "event"]))
        )
        for number, text in enumerate(texts)
        for nth, fragments in enumerate(draw(_places(len(text))))
    ]
    links = draw(_link_lists(spans)) if spans else []
    return Record(
        articles=tuple(
            Article(f"a{number}", "case", text_hash(text), "", f"Article {number}")
            for number, text in enumerate(texts)
        ),
        texts={text_hash(text): text for text in texts},
        spans=tuple(spans),
        links=tuple(links),
    )


@st.composite
def _places(draw: st.DrawFn, length: int) -> list[tuple[Range, ...]]:
    places = []
    for _ in range(draw(st.integers(0, 5))):
        cuts = draw(st.lists(st.integers(0, length), min_size=2, max_size=6, unique=True))
        edges = sorted(cuts)
        places.append(tuple(zip(edges[::2], edges[1::2], strict=False)))
    return places


@st.composite
def _link_lists(draw: st.DrawFn, spans: list[Span]) -> list[Link]:
    ends = st.sampled_from([span.id for span in spans])
    relations = st.sampled_from(["agree", "contradict", "differ"])
    drawn = draw(st.lists(st.tuples(ends, ends, relations), max_size=5))
    return [
        Link(derived_id("test-link", str(nth)), source, target, relation, by="ana", at=AT)
        for nth, (source, target, relation) in enumerate(drawn)
        if source != target
    ]


@pytest.fixture(scope="session")
def records() -> st.SearchStrategy[Record]:
    return _records()


@pytest.fixture(scope="session")
def environment() -> Callable[[str], Path]:
    """Make the environment of a heavy consumer, once, and give its folder."""

    def make(name: str) -> Path:
        script = Path(__file__).parents[1] / "envs" / f"{name}.sh"
        done = subprocess.run([script], capture_output=True, text=True, check=False, timeout=900)
        if done.returncode:
            pytest.fail(f"{script.name} failed:\n{done.stderr[-2000:]}")
        return Path(done.stdout.strip().splitlines()[-1])

    return make


@pytest.fixture(scope="session")
def schemas() -> Path:
    """The folder of published schemas, which are read and never copied."""
    beside = Path(__file__).parents[2].parent / "shared"
    folder = Path(os.environ.get("WORKBENCH_SHARED", beside)) / "schemas"
    if not folder.is_dir():
        pytest.skip(f"no published schemas in {folder} (set WORKBENCH_SHARED)")
    return folder

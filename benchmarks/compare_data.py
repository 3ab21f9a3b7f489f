"""The development data of the comparison, read at run time where it lies, and its measures.

`WORKBENCH_SHARED` names the folder that holds `eval/`; the default lies beside the repository.
"""

import json
import os
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Row = dict[str, Any]
Scores = NDArray[np.float64]
Scorer = Callable[[Sequence[str], Sequence[str]], Scores]


def rows(name: str) -> list[Row] | None:
    """Read a file of the data; None if it is not there."""
    beside = Path(__file__).parents[2] / "shared"
    path = Path(os.environ.get("WORKBENCH_SHARED", beside)) / "eval" / name
    if not path.exists():
        print(f"  left out: {path.name} is not there (set WORKBENCH_SHARED)")
        return None
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def linking(data: list[Row], scorer: Scorer) -> tuple[float, float, float]:
    """Average precision over all pairs, hit@1, and the best F1 at one threshold."""
    values: list[float] = []
    wanted: list[bool] = []
    hits = asked = 0
    topics: dict[object, list[Row]] = defaultdict(list)
    for row in data:
        topics[row["topic"]].append(row)
    for members in topics.values():
        texts = [row["text"] for row in members]
        scores = scorer(texts, texts)
        events = [set(row["events"]) for row in members]
        for i, one in enumerate(members):
            others = [j for j, other in enumerate(members) if other["doc"] != one["doc"]]
            linked = [bool(events[i] & events[j]) for j in others]
            if any(linked):
                asked += 1
                hits += linked[int(np.argmax(scores[i, others]))]
            for j, yes in zip(others, linked, strict=True):
                if i < j:
                    values.append(float(scores[i, j]))
                    wanted.append(yes)
    order = np.argsort(-np.array(values), kind="stable")
    right = np.array(wanted)[order]
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    recall = np.cumsum(right) / right.sum()
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float((precision * right).sum() / right.sum()), hits / asked, float(f1.max())


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Area under the curve; ties count half."""
    ranked = sorted(negative)
    wins = sum(bisect_left(ranked, one) + bisect_right(ranked, one) for one in positive)
    return wins / 2 / len(positive) / len(ranked)


def conflicts(data: list[Row], judge: Callable[[str, str], bool | None]) -> tuple[float, ...]:
    """Precision and recall of "conflict", and the share decided, over the rows with numbers."""
    flagged = right = refuted = decided = total = 0
    for row in data:
        if not row["numeric"]:
            continue
        total += 1
        verdict = judge(row["claim"], row["evidence"])
        truth = row["label"] == "REFUTES"
        refuted += truth
        decided += verdict is not None
        flagged += bool(verdict)
        right += bool(verdict) and truth
    return right / max(flagged, 1), right / refuted, decided / total

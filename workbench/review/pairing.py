"""The best one-to-one pairing of two sets, given how alike their members are.

Kuhn 1955 with the shortest augmenting paths of Jonker & Volgenant 1987, on each connected component
apart: reviewers mark mostly different places, so that components are small.
"""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from workbench.review.ratings import Floats

Ints = NDArray[np.int64]


def best_pairs(likeness: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pair rows with columns so that the summed likeness is greatest.

    Args:
        likeness: of (row, column); pairs that are not named, or not above 0, are never made.

    Returns:
        Pairs in order of their rows.
    """
    if not likeness:
        return []
    rows, columns = np.array(list(likeness), dtype=np.int64).T
    values = np.array(list(likeness.values()), dtype=np.float64)
    chosen = best_of(rows, columns, values)
    return list(zip(chosen[0].tolist(), chosen[1].tolist(), strict=True))


def best_of(rows: Ints, columns: Ints, values: Floats) -> tuple[Ints, Ints]:
    """`best_pairs` of edges in three arrays: (row, column, likeness); no edge may stand twice.

    Returns:
        Rows in order, and the column of each.
    """
    real = values > 0
    rows, columns, values = rows[real], columns[real], values[real]
    # Most pairs have no rival on either side.
    alone = np.bincount(rows)[rows] == 1
    alone &= np.bincount(columns)[columns] == 1
    chosen = [np.stack([rows[alone], columns[alone]])]
    if not alone.all():
        rest = zip(rows[~alone].tolist(), columns[~alone].tolist(), strict=True)
        edges = dict(zip(rest, values[~alone].tolist(), strict=True))
        pairs = [pair for component in _components(edges) for pair in _best_in(component)]
        chosen.append(np.array(pairs, dtype=np.int64).reshape(-1, 2).T)
    found = np.concatenate(chosen, axis=1)
    ordered = found[:, np.argsort(found[0])]
    return ordered[0], ordered[1]


def _best_in(edges: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The best pairs of one component."""
    rows = sorted({row for row, _ in edges})
    columns = sorted({column for _, column in edges})
    table = np.zeros((len(rows), len(columns)))
    row_at = {row: place for place, row in enumerate(rows)}
    column_at = {column: place for place, column in enumerate(columns)}
    for (row, column), value in edges.items():
        table[row_at[row], column_at[column]] = value
    chosen = ((rows[i], columns[j]) for i, j in _assign(table))
    return [pair for pair in chosen if pair in edges]


def _components(
    edges: dict[tuple[int, int], float],
) -> list[dict[tuple[int, int], float]]:
    """The edges of each connected component of the bipartite graph."""
    of_row: dict[int, list[int]] = defaultdict(list)
    of_column: dict[int, list[int]] = defaultdict(list)
    for row, column in edges:
        of_row[row].append(column)
        of_column[column].append(row)
    seen: set[int] = set()
    result = []
    for start in of_row:
        if start in seen:
            continue
        seen.add(start)
        component: dict[tuple[int, int], float] = {}
        todo = [start]
        while todo:
            row = todo.pop()
            for column in of_row[row]:
                component[row, column] = edges[row, column]
                for other in of_column.pop(column, ()):
                    if other not in seen:
                        seen.add(other)
                        todo.append(other)
        result.append(component)
    return result


def _assign(table: Floats) -> list[tuple[int, int]]:
    """Row and column of a complete assignment with the greatest sum."""
    if len(table) > len(table[0]):
        return [(row, column) for column, row in _assign(table.T)]
    cost = table.max() - table
    rows, columns = cost.shape
    row_price, column_price = np.zeros(rows), np.zeros(columns)
    owner = np.full(columns, -1)
    for row in range(rows):
        _augment(cost, row, row_price, column_price, owner)
    return [(int(row), column) for column, row in enumerate(owner) if row >= 0]


def _augment(
    cost: Floats, row: int, row_price: Floats, column_price: Floats, owner: np.ndarray
) -> None:
    """Give the row a column along the cheapest alternating path; prices and owners are updated."""
    columns = len(column_price)
    distance = np.full(columns, np.inf)
    came_from = np.full(columns, -1)
    done = np.zeros(columns, dtype=bool)
    current, current_column, reached = row, -1, 0.0
    visited = [(row, 0.0)]
    while True:
        through = reached + cost[current] - row_price[current] - column_price
        closer = ~done & (through < distance)
        distance[closer] = through[closer]
        came_from[closer] = current_column
        current_column = int(np.argmin(np.where(done, np.inf, distance)))
        reached = float(distance[current_column])
        done[current_column] = True
        if owner[current_column] < 0:
            break
        current = int(owner[current_column])
        visited.append((current, reached))
    for seen, at in visited:
        row_price[seen] += reached - at
    column_price[done] -= reached - distance[done]
    while current_column >= 0:
        previous = int(came_from[current_column])
        owner[current_column] = row if previous < 0 else owner[previous]
        current_column = previous

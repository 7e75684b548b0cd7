"""The best one-to-one assignment, exactly.

The Hungarian method with potentials (Kuhn 1955, Munkres 1957; rows are added one at a time along shortest augmenting
paths, as Jonker and Volgenant 1987 have it), in whole numbers, so that no rounding decides a tie. O(n² m) for n rows
and m columns.
"""

from __future__ import annotations

from collections.abc import Sequence

UNREACHED = float("inf")


def best_assignment(weights: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    """Pairs of row and column, each row and each column at most once, that sum up to the most weight.

    A weight of 0 means that the two may not be paired; weights below 0 are not allowed. Equal input gives equal pairs.
    """
    if not weights or not weights[0]:
        return ()
    if any(w < 0 for row in weights for w in row):
        raise ValueError("weights are 0 or more")
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return tuple(sorted((row, column) for column, row in best_assignment(turned)))
    row_of = _assign([[-w for w in row] for row in weights])
    pairs = ((row, column) for column, row in enumerate(row_of) if row is not None)
    return tuple(sorted((row, column) for row, column in pairs if weights[row][column]))


def _assign(costs: Sequence[Sequence[int]]) -> list[int | None]:
    """The row of each column in the cheapest assignment of all rows; there are at least as many columns as rows.

    Kept true throughout: ``costs[r][c] - row_price[r] - column_price[c]`` is never below 0, and is 0 for assigned
    pairs. With it, at the end, no assignment can be cheaper: any one costs at least the sum of the prices of its rows
    and columns, and column prices are at most 0 and are 0 where the column is free.
    """
    rows, columns = len(costs), len(costs[0])
    row_price, column_price = [0] * rows, [0] * columns
    row_of: list[int | None] = [None] * columns
    for new in range(rows):
        distance: list[float] = [UNREACHED] * columns
        came_from: list[int | None] = [None] * columns
        done = [False] * columns
        row: int | None = new
        at: int | None = None
        while row is not None:
            if at is not None:
                done[at] = True
            step, nearest = _relax(costs[row], row_price[row], column_price, distance, came_from, done, at)
            _shift(step, new, row_of, row_price, column_price, distance, done)
            at, row = nearest, row_of[nearest]
        _flip(at, new, came_from, row_of)
    return row_of


def _relax(
    costs: Sequence[int],
    price: int,
    column_price: Sequence[int],
    distance: list[float],
    came_from: list[int | None],
    done: Sequence[bool],
    at: int | None,
) -> tuple[int, int]:
    """Shortens the ways to open columns by those over the row of column ``at``; gives the nearest and its distance."""
    nearest = -1
    for column, finished in enumerate(done):
        if finished:
            continue
        reduced = costs[column] - price - column_price[column]
        if reduced < distance[column]:
            distance[column], came_from[column] = reduced, at
        if nearest < 0 or distance[column] < distance[nearest]:
            nearest = column
    return int(distance[nearest]), nearest


def _shift(
    step: int,
    new: int,
    row_of: Sequence[int | None],
    row_price: list[int],
    column_price: list[int],
    distance: list[float],
    done: Sequence[bool],
) -> None:
    """Moves the prices of the tree by ``step``, so that the nearest column's reduced cost becomes 0."""
    row_price[new] += step
    for column, finished in enumerate(done):
        row = row_of[column]
        if finished and row is not None:
            row_price[row] += step
            column_price[column] -= step
        else:
            distance[column] -= step


def _flip(at: int | None, new: int, came_from: Sequence[int | None], row_of: list[int | None]) -> None:
    """Hands each column on the way the row of the column before it, the new row to the first."""
    while at is not None:
        before = came_from[at]
        row_of[at] = new if before is None else row_of[before]
        at = before

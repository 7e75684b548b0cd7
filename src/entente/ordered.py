"""Work on two threads whose results come out in the order in which it went in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from threadpoolctl import threadpool_limits

WORKERS = 2
IN_WORK = 8
"""Items held at a time, so that a stream of any length takes no more memory than these."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(
    items: Iterable[Item], start: Callable[[Item, ThreadPoolExecutor], Callable[[], Result]]
) -> Iterator[Result]:
    """Results of ``items``. ``start`` begins the work on one and gives the call that waits for its result.

    That call is made on this thread, when the item's turn has come.
    """
    waiting: deque[Callable[[], Result]] = deque()
    # Each worker keeps to its own processor: numpy's threads on top of them would only get in each other's way.
    with threadpool_limits(limits=1, user_api="blas"), ThreadPoolExecutor(max_workers=WORKERS) as pool:
        for item in items:
            waiting.append(start(item, pool))
            if len(waiting) >= IN_WORK:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()

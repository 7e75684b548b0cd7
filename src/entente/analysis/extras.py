"""Libraries that only some installations have, and what to do where one is missing."""

from __future__ import annotations

from typing import Any

from entente.extras import needed


def ruptures() -> Any:  # noqa: ANN401 - a library without types
    """The library for change points. Raises UsageError where it is not installed."""
    return needed("ruptures", "change points need", "analysis")


def networkx() -> Any:  # noqa: ANN401 - so that the library is loaded only when asked for
    """The library for graphs. Raises UsageError where it is not installed."""
    return needed("networkx", "networks need", "analysis")


def pandas() -> Any:  # noqa: ANN401 - as above
    """The library for data frames. Raises UsageError where it is not installed."""
    return needed("pandas", "data frames need", "analysis")


def altair() -> Any:  # noqa: ANN401 - as above
    """The library for charts. Raises UsageError where it is not installed."""
    return needed("altair", "charts need", "web")

"""Libraries that only some installations have, and what to do where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from entente.errors import UsageError


def ruptures() -> Any:  # noqa: ANN401 - a library without types
    """The library for change points. Raises UsageError where it is not installed."""
    return _library("ruptures", "change points", "analysis")


def networkx() -> Any:  # noqa: ANN401 - so that the library is loaded only when asked for
    """The library for graphs. Raises UsageError where it is not installed."""
    return _library("networkx", "networks", "analysis")


def pandas() -> Any:  # noqa: ANN401 - as above
    """The library for data frames. Raises UsageError where it is not installed."""
    return _library("pandas", "data frames", "analysis")


def altair() -> Any:  # noqa: ANN401 - as above
    """The library for charts. Raises UsageError where it is not installed."""
    return _library("altair", "charts", "web")


def _library(name: str, what: str, extra: str) -> Any:  # noqa: ANN401 - as above
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(f"{what} need {name}; install it with: pip install 'entente[{extra}]'") from error

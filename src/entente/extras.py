"""Libraries that only some installations have, loaded when they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from entente.errors import UsageError


def needed(name: str, what: str, extra: str) -> Any:  # noqa: ANN401 - a library that is loaded only when asked for
    """The library, or part of one, called ``name``. ``what`` says what needs it ("Parquet needs").

    Raises UsageError where it is not installed, with the ``extra`` that brings it.
    """
    try:
        return import_module(name)
    except ImportError as error:
        library = name.partition(".")[0]
        raise UsageError(f"{what} {library}; install it with: pip install 'entente[{extra}]'") from error

"""Libraries that only the extra ``export`` brings, and what to do where one is missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from entente.errors import UsageError


def openpyxl() -> Any:  # noqa: ANN401 - a library that is loaded only when asked for
    """The library for Excel files. Raises UsageError where it is not installed."""
    return _library("openpyxl", "Excel files")


def pyarrow() -> tuple[Any, Any]:
    """The library for Parquet files and its part that writes them. Raises UsageError where it is not installed."""
    return _library("pyarrow", "Parquet files"), _library("pyarrow.parquet", "Parquet files")


def _library(name: str, what: str) -> Any:  # noqa: ANN401 - as above
    try:
        return import_module(name)
    except ImportError as error:
        library = name.partition(".")[0]
        raise UsageError(f"{what} need {library}; install it with: pip install 'entente[export]'") from error

"""Libraries that only the extra ``export`` brings, and what to do where one is missing."""

from __future__ import annotations

from typing import Any

from entente.extras import needed


def openpyxl() -> Any:  # noqa: ANN401 - a library that is loaded only when asked for
    """The library for Excel files. Raises UsageError where it is not installed."""
    return needed("openpyxl", "Excel files need", "export")


def pyarrow() -> tuple[Any, Any]:
    """The library for Parquet files and its part that writes them. Raises UsageError where it is not installed."""
    return needed("pyarrow", "Parquet files need", "export"), needed("pyarrow.parquet", "Parquet files need", "export")

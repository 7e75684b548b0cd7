"""Results of analysis as data frames with proper dtypes: days, categories, integers that may be missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from entente.analysis import rows
from entente.analysis.alignment import Alignments
from entente.analysis.extras import pandas
from entente.analysis.partners import Partner
from entente.analysis.series import Series
from entente.analysis.shifts import BeforeAfter, Shift

if TYPE_CHECKING:
    import pandas as pd


def series_frame(series: Series) -> pd.DataFrame:
    """A row a period."""
    return frame(rows.series_rows(series), rows.SERIES_COLUMNS)


def alignment_frame(found: Alignments) -> pd.DataFrame:
    """A row a partner and period."""
    return frame(rows.alignment_rows(found), rows.ALIGNMENT_COLUMNS)


def shifts_frame(shifts: Iterable[Shift]) -> pd.DataFrame:
    """A row a turn."""
    return frame(rows.shift_rows(shifts), rows.SHIFT_COLUMNS)


def partners_frame(partners: Iterable[Partner]) -> pd.DataFrame:
    """A row a partner."""
    return frame(rows.partner_rows(partners), rows.PARTNER_COLUMNS)


def before_after_frame(found: Sequence[BeforeAfter]) -> pd.DataFrame:
    """A row a partner."""
    return frame(rows.before_after_rows(found), rows.BEFORE_AFTER_COLUMNS)


def frame(found: Sequence[rows.Row], columns: Mapping[str, str]) -> pd.DataFrame:
    """Rows as a frame with the given dtypes, also where there are none. Raises UsageError without pandas."""
    library = pandas()
    made: pd.DataFrame = library.DataFrame(list(found), columns=list(columns)).astype(dict(columns))
    return made

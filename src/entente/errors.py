"""The errors of Entente, one small tree; each message says what went wrong, where, and what to do next.

::

    EntenteError
    |-- UsageError             the call itself is wrong (exit code 2 on the command line)
    |-- SourceError            one source cannot be read; the rest still is (exit code 1)
    |-- CodebookError          a codebook file breaks its own rules
    |-- GoldError              a user's own gold breaks its rules (in ``entente.evaluating``)
    |-- SheetError             a sheet to check by hand breaks its rules (in ``entente.evaluating``)
    |-- CorpusError            a line of annotated text is bad
    |-- StoreError             the record cannot be opened, read or written (in ``entente.store``)
    |-- TableError             a table to import or build from is bad; the old one stays
    `-- ModelError             the weights are missing, broken or of another version
"""

from __future__ import annotations


class EntenteError(Exception):
    """Something a person can act on went wrong."""


class UsageError(EntenteError):
    """The call itself is wrong."""


class SourceError(EntenteError):
    """One source cannot be read.

    Attributes:
        source: the path, URL or ``path:line`` that cannot be read.
    """

    def __init__(self, source: str, problem: str) -> None:
        super().__init__(f"{source}: {problem}")
        self.source = source
        self.problem = problem


class CodebookError(EntenteError):
    """A codebook file breaks its own rules."""


class CorpusError(EntenteError):
    """A line of annotated text is bad."""


class TableError(EntenteError):
    """A table to import or to build from is bad; what was there before stays."""


class ModelError(EntenteError):
    """The weights are missing, broken or of another version."""

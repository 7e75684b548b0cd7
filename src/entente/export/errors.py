"""What goes wrong where an export cannot be made or written."""

from __future__ import annotations

from entente.errors import EntenteError


class ExportError(EntenteError):
    """An export cannot be made or written; what was there before stays."""

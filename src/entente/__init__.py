"""Entente reads news and keeps the record: who did what to whom, where and when, and how certain it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from entente.api import Record, Relation, read, relate

__version__ = "0.1.0"
__all__ = ["Record", "Relation", "__version__", "read", "relate"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the surface holds
    """The public surface, loaded when first asked for: importing the package stays cheap."""
    if name in __all__:
        from entente import api

        return getattr(api, name)
    raise AttributeError(f"module 'entente' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

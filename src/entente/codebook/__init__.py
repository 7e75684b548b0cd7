"""The event ontology as data: PLOVER's types, modes, contexts and sectors, and what follows from them."""

from __future__ import annotations

from entente.codebook.book import Codebook, TypeInfo, load_codebook

__all__ = ["Codebook", "TypeInfo", "load_codebook"]

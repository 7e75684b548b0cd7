"""Ingest: a path, a folder, an archive, a URL or standard input becomes documents of the record."""

from entente.ingest.language import CODED_LANGUAGE, detect_language, is_coded_language
from entente.ingest.sources import open_sources

__all__ = ["CODED_LANGUAGE", "detect_language", "is_coded_language", "open_sources"]

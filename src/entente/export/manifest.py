"""Where an export comes from: software, model, codebook and tables, the query, counts, and the digest of the output.

Nothing in it depends on the clock: the same record and the same query give the same manifest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import Any

import msgspec

SOFTWARE = "entente"
FORMAT = 1
_MODEL_FILES = ("card.json", "encoder.onnx", "heads.npz", "tokenizer.json")
_PLACE_FILES = ("places.npy", "names.bin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A model, codebook or table: its name, and the digest of its files."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an export says of itself.

    Versions are those of the installation that exports: a record does not keep which model read each of its documents.
    ``query`` holds the options that were given. An embedded manifest lacks the digest of the file that it
    stands in; the one beside the file has it.
    """

    manifest: int = FORMAT
    export: str
    software: str
    model: Version
    codebook: Version
    tables: tuple[Version, ...]
    query: dict[str, Any]
    as_of: str | None
    with_text: bool
    counts: dict[str, int] = field(default_factory=dict)
    sha256: str | None = None


def new_manifest(export: str, *, query: Mapping[str, Any], as_of: str | None, with_text: bool) -> Manifest:
    """The manifest of an export that is about to be made, without counts and digest."""
    from entente import __version__

    return Manifest(
        export=export,
        software=f"{SOFTWARE} {__version__}",
        model=_version(_model_name(), "entente.reading", "model", _MODEL_FILES),
        codebook=_version("PLOVER 1.3", "entente.codebook", ".", ("plover.toml",)),
        tables=(
            _version("CAMEO to PLOVER", "entente.codebook", ".", ("cameo.tsv",)),
            _version("actors", "entente.resolving.actors", "data", ("actors.msgpack",)),
            _version("places", "entente.resolving.places", "data", _PLACE_FILES),
        ),
        query=dict(query),
        as_of=as_of,
        with_text=with_text,
    )


def counted(manifest: Manifest, counts: Mapping[str, int]) -> Manifest:
    """``manifest`` with what was written."""
    return replace(manifest, counts=dict(counts))


def sealed(manifest: Manifest, data: bytes) -> Manifest:
    """``manifest`` with the digest of the output."""
    return replace(manifest, sha256=hashlib.sha256(data).hexdigest())


def manifest_json(manifest: Manifest) -> str:
    """``manifest`` in one line of JSON."""
    return msgspec.json.encode(manifest).decode()


def manifest_file(manifest: Manifest) -> bytes:
    """``manifest`` as a file for people and programs."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def _model_name() -> str:
    card = resources.files("entente.reading").joinpath("model/card.json")
    try:
        return str(msgspec.json.decode(card.read_bytes())["name"])
    except (OSError, msgspec.MsgspecError, KeyError):
        return "none"


def _version(name: str, package: str, folder: str, files: tuple[str, ...]) -> Version:
    """A digest of several files; one that an installation lacks has none, which changes it."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.encode())
        try:
            digest.update(resources.files(package).joinpath(folder).joinpath(file).read_bytes())
        except OSError:
            continue
    return Version(name=name, sha256=digest.hexdigest())

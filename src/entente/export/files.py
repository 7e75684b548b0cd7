"""Write the output and its manifest, whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from entente.export.errors import ExportError

MANIFEST_SUFFIX = ".manifest.json"


def manifest_beside(output: Path) -> Path:
    """Where the manifest of ``output`` goes."""
    return output.with_name(output.name + MANIFEST_SUFFIX)


def check_targets(targets: list[Path], *, force: bool) -> None:
    """Raises ExportError where a file cannot be written there, before any work is done."""
    for target in targets:
        if target.is_dir():
            raise ExportError(f"{target}: is a folder; name a file")
        # Putting a file in the place of a device would take the device away.
        if target.exists() and not target.is_file():
            raise ExportError(f"{target}: is no file; leave -o out to write to standard output")
        if target.exists() and not force:
            raise ExportError(f"{target}: is there already; name another file, or replace it with --force")
        if not target.parent.is_dir():
            raise ExportError(f"{target}: its folder does not exist; make it first")


def write_files(files: dict[Path, bytes]) -> None:
    """Write all of ``files``, through links: beside their place first, so that nothing half written ever stands there.

    Raises ExportError where one cannot be written; those that were there before then stay as they were.
    """
    parts: dict[Path, Path] = {}
    target = Path()
    try:
        for name, data in files.items():
            target = name.resolve()
            part = target.with_name(f"{target.name}.part")
            # Also where writing stops halfway, the part is there to be taken away.
            parts[target] = part
            with part.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        for target, part in parts.items():
            part.replace(target)
    except OSError as error:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)
        raise ExportError(f"{target}: cannot be written: {error.strerror or error}") from error

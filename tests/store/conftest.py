from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from entente.store import Store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "entente.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server of its own, from the system's programs, on a socket in a folder that is thrown away.

    Where the tests may not start one (PostgreSQL does not run for root), ENTENTE_TEST_POSTGRES names a database of an
    existing server. Everything in that database is deleted.
    """
    pytest.importorskip("psycopg", reason="the driver for PostgreSQL (entente[postgres]) is not installed")
    if "ENTENTE_TEST_POSTGRES" in os.environ:
        yield os.environ["ENTENTE_TEST_POSTGRES"]
        return
    initdb, pg_ctl = shutil.which("initdb"), shutil.which("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("no PostgreSQL server here: initdb and pg_ctl are not on the path")
    with tempfile.TemporaryDirectory(prefix="entente-pg-") as folder:
        data = Path(folder) / "data"
        made = subprocess.run(
            [initdb, "-D", str(data), "-U", "entente", "-A", "trust", "--no-sync", "-E", "UTF8"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if made.returncode:
            # PostgreSQL will not run for root.
            pytest.skip(
                f"no PostgreSQL server can be made here: {made.stderr.strip().splitlines()[0]}; "
                "name one in ENTENTE_TEST_POSTGRES, as .ci/run does"
            )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        subprocess.run([pg_ctl, "-D", str(data), "-w", "-o", options, "-l", f"{folder}/log", "start"], check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        try:
            yield f"postgresql://entente@/postgres?host={folder}"
        finally:
            subprocess.run([pg_ctl, "-D", str(data), "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL)

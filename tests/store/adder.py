"""A process that adds the same small reports as every other: ``python adder.py STORE COUNT``."""

from __future__ import annotations

import sys

from store_making import meetings

from entente.store import open_store

if __name__ == "__main__":
    with open_store(sys.argv[1]) as store:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        for told in meetings(int(sys.argv[2])):
            store.add(told)

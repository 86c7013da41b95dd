"""Fill the disk that a store is on; say what became of it. Run as a program by test_opening."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from autograder.errors import RecordError
from autograder.store.store import Store
from tests.store.builders import TA, report

store_file = Path(sys.argv[1])


def fill(ballast: Path) -> None:
    """Write until nothing more fits."""
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass


with Store(store_file) as store:
    store.save(report("before"), TA)
    fill(store_file.with_name("ballast"))
    try:
        store.save(report("after"), TA)
    except RecordError as error:
        full = "the disk is full" if "disk is full" in str(error) else str(error)
        sys.stdout.write(f"{full}, and {len(list(store.grades('week04')))} report is there\n")

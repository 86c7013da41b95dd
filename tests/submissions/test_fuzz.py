"""Whatever the bytes: no crash, every file a line, and the classmate beside them untouched."""

from __future__ import annotations

import random
import string
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.errors import UnreadError
from autograder.model import Limits
from autograder.submissions import ArchiveLimits, collect
from autograder.submissions.notebooks import plain
from autograder.submissions.sources import code
from tests.submissions.received import GRID, MSE, collected, notebook, place, roster, students, zipped
from tests.submissions.test_messy import messy

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1, max_size=40)
ROSTER = roster("김민수", "이영희", "박지훈")
TOKENS = [
    '{"cells": [',
    "]",
    "}",
    '"source"',
    '"cell_type": "code"',
    "null",
    "NaN",
    "1e999",
    '"\\ud800"',
    "[" * 50,
    "\\u0000",
    "%%time\n",
    "!ls\n",
    "?",
    '"""',
    "(",
    "\r",
    "\f",
    "\u2028",
]


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """A seed with some bytes flipped, cut out, doubled, or replaced by what a parser stumbles over."""
    raw = bytearray(seed)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at, to = sorted((chance.randrange(len(raw) + 1), chance.randrange(len(raw) + 1)))
        match chance.randrange(5):
            case 0 if at < len(raw):
                raw[at] = chance.randrange(256)
            case 1:
                del raw[at : min(to, at + 40)]
            case 2:
                raw[at:at] = raw[at : min(to, at + 200)]
            case 3:
                raw[at:at] = chance.choice(TOKENS).encode()
            case _:
                raw[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f"))
        if not raw:
            raw = bytearray(b"x")
    return bytes(raw)


def seeds() -> list[bytes]:
    cells = notebook(GRID, "%matplotlib inline\n!ls\nx = !ls\ny?", "%%time\nfor i in range(3):\n    pass")
    return [
        cells,
        b'{"worksheets": [{"cells": [{"cell_type": "code", "input": ["x"]}]}], "nbformat": 3}',
        GRID.encode(),
        "# 과제".encode("cp949"),
    ]


def archives() -> list[bytes]:
    inner = zipped({"tensors.py": GRID, "hw.ipynb": notebook(GRID)})
    return [
        inner,
        zipped({"in.zip": inner, "a/b.py": MSE}),
        zipped({"a.py": GRID, "b.py": MSE}, method=zipfile.ZIP_STORED),
        zipped({"a.py": GRID}, method=zipfile.ZIP_BZIP2),
    ]


ALL_LISTED = (True, ["tensors.py"])


def runs(count: int, seed: int) -> Iterator[random.Random]:
    return (random.Random(seed * 1_000_003 + i) for i in range(count))


def is_read(raw: bytes, name: str) -> bool:
    """False: it is refused, in words."""
    try:
        code(name, raw, limits=Limits())
    except UnreadError:
        return False
    return True


def read_many(count: int, seed: int) -> set[bool]:
    """Both ends that broken files may come to."""
    return {
        is_read(mutated(chance.choice(seeds()), chance), chance.choice(("a.py", "a.ipynb")))
        for chance in runs(count, seed)
    }


def unpack_many(folder, count: int, seed: int) -> tuple[bool, list[str]]:
    """Each of them is listed, and the honest student's files are read beside them."""
    files = {
        f"2024{i:04}.zip": mutated(chance.choice(archives()), chance) for i, chance in enumerate(runs(count, seed))
    }
    found = collect(
        [place(folder, files | {"20231000/tensors.py": GRID})], week="week04", archive_limits=ArchiveLimits(free_mb=1)
    )
    listed = {line.path.split("/")[1] for line in found.files}
    return listed == {*files, "20231000"}, students(found)["20231000"]


def test_a_few_hundred_broken_files_are_read_or_refused():
    assert read_many(400, seed=1) == {True, False}


def test_a_few_hundred_broken_archives_are_read_or_refused(tmp_path):
    assert unpack_many(tmp_path / "subs", 200, seed=1) == ALL_LISTED


@pytest.mark.slow
def test_thousands_of_broken_files_are_read_or_refused():
    assert read_many(6000, seed=2) == {True, False}


@pytest.mark.slow
def test_thousands_of_broken_archives_are_read_or_refused(tmp_path):
    for part in range(4):
        assert unpack_many(tmp_path / str(part), 1000, seed=3 + part) == ALL_LISTED


@given(st.text(st.sampled_from(string.ascii_letters + " \t\n%!?=()[]'\"\\#:.,;/0가"), max_size=300))
@settings(deadline=None)
def test_setting_aside_never_breaks_and_keeps_the_rows(cell):
    assert plain(cell)[0].count("\n") == cell.count("\n")


@given(st.dictionaries(NAMES, st.sampled_from([GRID, MSE, ""]), max_size=6))
@settings(deadline=None, max_examples=60)
def test_any_names_in_an_archive_are_listed_and_harmless(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("names")
    found = collected(folder, {"20231000.zip": zipped(files), "20231001/tensors.py": MSE}, roster=ROSTER)
    assert students(found)["20231001"] == ["tensors.py"]
    assert all(line.path.isprintable() for line in found.files)
    assert sorted(path.name for path in folder.rglob("*") if path.is_file()) == ["20231000.zip", "tensors.py"]


@pytest.mark.slow
def test_a_messy_class_with_any_file_broken_still_lists_everyone(tmp_path):
    folder = messy(tmp_path / "Downloads")
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for chance in runs(150, seed=9):
        path = chance.choice(paths)
        whole = path.read_bytes()
        path.write_bytes(mutated(whole, chance) if whole else b"x")
        found = collect([folder], week="week04", roster=ROSTER)
        shown = len({line.path for line in found.files})
        path.write_bytes(whole)
        assert shown == len(found.files)

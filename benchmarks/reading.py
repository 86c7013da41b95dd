"""A large class's files → Submissions: seconds of processor and memory, as the class grows tenfold.

    .venv/bin/python benchmarks/reading.py [--count 1000]

Half of the class lies in an archive of Canvas, half in folders of their own; every notebook carries 100 kB of pictures.
A second class of as many files has nobody's name on it, and all of them are guessed at.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
import tracemalloc
import zipfile
from itertools import islice, product
from pathlib import Path

import nbformat
from rich.console import Console

from autograder.model import Student
from autograder.submissions import collect

CELLS = 30


def main() -> None:
    """Read a tenth of the class and the class, side by side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1000)
    asked = parser.parse_args()
    console = Console(width=110, highlight=False)
    for make in (handed_in, of_nobody):
        for count in (asked.count // 10, asked.count):
            with tempfile.TemporaryDirectory(prefix="autograder-reading-") as room:
                roster = make(Path(room), count)
                console.print(f"{make.__name__:>10} {count:6}: {measured(Path(room), roster)}")


def measured(room: Path, roster: tuple[Student, ...]) -> str:
    """Processor seconds of one reading, and the peak of another."""
    began = time.process_time()
    found = collect([room], week="week04", roster=roster)
    seconds = time.process_time() - began
    tracemalloc.start()
    collect([room], week="week04", roster=roster)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    handed = sum(path.stat().st_size for path in room.rglob("*") if path.is_file()) / 1e6
    guessed = sum(bool(line.likely) for line in found.files)
    return f"{len(found.submissions)} submissions, {guessed} guessed at, {seconds:.1f} s, {peak:.0f} MB at most, of {handed:.0f} MB"


def handed_in(room: Path, count: int) -> tuple[Student, ...]:
    """Write an archive as Canvas packs it, and a folder a student → the roster."""
    roster = _roster(count)
    with zipfile.ZipFile(room / "canvas.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count // 2):
            archive.writestr(f"{roster[number].name}_{number + 5000}_{number + 90000}_hw.ipynb", notebook(number))
    for number in range(count // 2, count):
        own = room / str(20230000 + number)
        own.mkdir()
        (own / "hw.ipynb").write_text(notebook(number), "utf-8")
    return roster


def of_nobody(room: Path, count: int) -> tuple[Student, ...]:
    """Write files whose names are nearly somebody's → the roster."""
    roster = _roster(count)
    for number, student in enumerate(roster):
        (room / f"{student.name}뷁_{number}.py").write_text("x = 1", "utf-8")
    return roster


def _roster(count: int) -> tuple[Student, ...]:
    syllables = [chr(0xAC00 + 28 * place) for place in range(18)]
    names = ("".join(each) for each in product("김이박최정강조윤장임", syllables, syllables))
    return tuple(Student(str(20230000 + number), name) for number, name in enumerate(islice(names, count)))


def notebook(number: int) -> str:
    """A notebook with code of its own and a heavy picture."""
    cells = [nbformat.v4.new_code_cell(f"def f{cell}(x):\n    return x + {number}\n") for cell in range(CELLS)]
    cells[0].outputs = [nbformat.v4.new_output("display_data", {"image/png": "iVBORw0KGgo" * 9000})]
    return json.dumps(nbformat.v4.new_notebook(cells=cells))


if __name__ == "__main__":
    main()

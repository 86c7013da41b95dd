"""What grading costs, beside the floor and beside nbgrader and otter: one command, ratios within one run.

    .venv/bin/python benchmarks/throughput.py [week04] [parts] [memory] [tools] [submissions] [epochs] [workers]

Without a word all of it, about ten minutes on two idle cores. Beside heavy other work processor seconds too are more, by up
to a half, and those of the floor differ by the minute: `week04` and `parts` measure both in turn. What one more submission costs is the difference of two classes, so that starting counts for nobody;
what starting costs is shown beside it. The floor runs in as many processes at once as the grader beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table
from speed import six
from speed.meter import Cost, metered

HERE = Path(__file__).parent
COURSE = HERE.parent
BIN = Path(sys.executable).parent
SIZES = (50, 550)
"""Two classes of the six questions: so large that starting cannot be seen in their difference."""

ONE_THREAD = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
console = Console(width=130, highlight=False)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sections", nargs="*", help=f"of {', '.join(SECTIONS)}")
    parser.add_argument("--most", type=int, default=1000, help="the largest class of `submissions` (default 1000)")
    asked = parser.parse_args()
    unknown = {*asked.sections} - SECTIONS.keys()
    if unknown:
        parser.error(f"{sorted(unknown)} is not measured here; {', '.join(SECTIONS)} are.")
    with tempfile.TemporaryDirectory(prefix="autograder-benchmark-") as room:
        for name in asked.sections or SECTIONS:
            place = Path(room) / name
            place.mkdir()
            console.print(SECTIONS[name](place, asked))


def week04(room: Path, _: argparse.Namespace) -> Table:
    """The lecture's week with both fits of 6000 epochs, by the command a TA types. Tapes that are alike to the bit are judged once."""
    few, many = 2, 10
    metered(
        _grading_week04(_copies(room / "warm", 1), room / "out-warm", 1)
    )  # what is kept on the way counts for nobody
    table = _table("week04, right work, both fits of 6000 epochs: one more submission", "the floor")
    for alike, jobs in ((True, (1, 2)), (False, (2,))):
        copies = _copies(room / f"{alike}", many, alike=alike)
        what = "tapes alike" if alike else "no two tapes alike"
        for number in jobs:
            outs = {count: room / f"out-{alike}-{number}-{count}" for count in (few, many)}
            classes = [partial(metered, _grading_week04(copies[:count], out, number)) for count, out in outs.items()]
            floor, (first, whole) = _amid(
                partial(_floor, COURSE / "solutions" / "week04", 5, copies[-1], at_once=number), classes
            )
            _row(table, f"the floor: its functions, warm processes at once: {number}, {what}", floor, floor)
            piece, start = whole.a_piece(first, many - few), _start(first, few, whole, many)
            small, large = (Path(f"{out}.db").stat().st_size for out in outs.values())
            kept = f"{(large - small) / (many - few) / 1e6:.2f}"
            _row(table, f"autograder grade --jobs {number}, {what}", piece, floor, start, kept=kept)
    return table


def parts(room: Path, _: argparse.Namespace) -> Table:
    """Where the processor's time of a student of week04 goes whose tapes are like nobody's: one at a time, beside the floor."""
    _copies(room, 6, alike=False)
    week, said = COURSE / "solutions" / "week04", list[str]()
    environment = {**os.environ, **ONE_THREAD, "MPLBACKEND": "Agg"}
    command = [sys.executable, HERE / "speed" / "parts.py", week, room / "class"]
    metered(command, environment=environment, said=said)
    (spent,) = _found(said)
    table = Table("", "CPU-s", "times the floor", title="week04, no two tapes alike: where a submission's time goes")
    for part, seconds in spent.items():
        table.add_row(part, f"{seconds:.3f}", f"{seconds / spent['floor']:.2f}")
    whole = sum(spent.values()) - spent["floor"]
    table.add_row("all of these but the floor", f"{whole:.3f}", f"{whole / spent['floor']:.2f}")
    return table


def tools(room: Path, _: argparse.Namespace) -> Table:
    """The six questions, by everyone."""
    ours = _six(room, SIZES, jobs=2)
    floor = _floor(room / "course" / "solutions" / "six", 50)
    table = _table("six questions: one more submission", "autograder")
    _row(table, "the floor: its functions in one warm process", floor, ours[0])
    _row(table, "autograder grade --jobs 2", *(ours[0], ours[0], ours[1]))
    for name, (piece, start) in {"nbgrader autograde, the whole class": _nbgrader(room, (2, 10))}.items():
        _row(table, name, piece, ours[0], start)
    _row(table, "otter run", _otter(room, 3), ours[0])
    return table


def submissions(room: Path, asked: argparse.Namespace) -> Table:
    """Ten times as many, again and again: a submission costs the same and the grader stays as large."""
    table = Table(
        "submissions", "CPU-s", "CPU-s each", "wall s", "wall s each", "grader MB", title="Six questions, --jobs 2"
    )
    six.week(room / "course")
    count = 10
    while count <= asked.most:
        cost = _grade_six(room, count, 2)
        each = (f"{cost.cpu:.1f}", f"{cost.cpu / count:.3f}", f"{cost.wall:.1f}", f"{cost.wall / count:.3f}")
        table.add_row(str(count), *each, f"{cost.peak_mb:.0f}")
        count *= 10
    return table


def epochs(room: Path, _: argparse.Namespace) -> Table:
    """A fit of more and more epochs, beside its floor."""
    title = "Six questions, the fit of so many epochs: one more submission, --jobs 2"
    table = Table("epochs", "floor CPU-s", "CPU-s", "times", title=title)
    for number in (30, 300, 3000, 6000):
        place = room / str(number)
        piece, _start_cost = _six(place, (10, 110), jobs=2, epochs=number)
        floor = _floor(place / "course" / "solutions" / "six", 5, at_once=2)
        table.add_row(str(number), f"{floor.cpu:.3f}", f"{piece.cpu:.3f}", f"{piece.cpu / floor.cpu:.1f}")
    return table


def workers(room: Path, _: argparse.Namespace) -> Table:
    """More and more children at once."""
    table = Table(
        "--jobs", "CPU-s", "wall s", "a second", title=f"Six questions, one more submission, {os.cpu_count()} cores"
    )
    for jobs in (1, 2, 4):
        piece, _start_cost = _six(room / str(jobs), SIZES, jobs=jobs)
        table.add_row(str(jobs), f"{piece.cpu:.3f}", f"{piece.wall:.3f}", f"{1 / piece.wall:.0f}")
    return table


def memory(room: Path, _: argparse.Namespace) -> Table:
    """The most that each process of a class of week04 holds for itself alone, read while it works (as root: others may not look)."""
    week = COURSE / "solutions" / "week04"
    copies = _copies(room, 4)
    most: Counter[str] = Counter()
    process = subprocess.Popen(
        _grading_week04(copies, room / "out", 2), stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    grader = psutil.Process(process.pid)
    while process.poll() is None:
        with suppress(psutil.Error):
            family = [grader, *grader.children(recursive=True)]
            servers = {one.pid for one in family if "autograder.sandbox.guest.server" in " ".join(one.cmdline())}
            for one in family:
                what = "the grader" if one is grader else "the fork server" if one.ppid() not in servers else "a child"
                if one is grader or (one.pid in servers and "bwrap" not in one.name()):
                    with suppress(psutil.Error):
                        most[what] = max(most[what], one.memory_full_info().uss >> 20)
        time.sleep(0.05)
    table = Table("", "MB of its own at most", title=f"{week.name}, both fits of 6000 epochs, --jobs 2")
    for what, megabytes in most.items():
        table.add_row(what, str(megabytes))
    return table


SECTIONS: dict[str, Callable[[Path, argparse.Namespace], Table]] = {
    one.__name__: one for one in (week04, parts, memory, tools, submissions, epochs, workers)
}


def _copies(room: Path, count: int, *, alike: bool = True) -> list[Path]:
    """Right work by so many students, no two files the same; unless `alike`, each adds up in another order."""
    right = {path.name: path.read_text("utf-8") for path in sorted((COURSE / "solutions" / "week04").glob("*.py"))}
    folders = [room / "class" / six.student(number) for number in range(count)]
    for number, folder in enumerate(folders):
        folder.mkdir(parents=True)
        rolled = rf"\1torch.mean((\2).roll({number}, 0))"
        for name, text in right.items():
            own = text if alike else re.sub(r"(loss = -?)torch\.mean\((.*)\)", rolled, text)
            (folder / name).write_text(f"{own}\n# student {number}\n", "utf-8")
    return folders


def _grading_week04(folders: list[Path], out: Path, jobs: int) -> list[str]:
    options = ("--course", COURSE, "--out", out, "--store", f"{out}.db", "--by", "benchmark", "--jobs", jobs)
    return [sys.executable, "-m", "autograder", "grade", "week04", *map(str, (*folders, *options))]


def _six(room: Path, sizes: tuple[int, int], *, jobs: int, epochs: int | None = None) -> tuple[Cost, str]:
    six.week(room / "course", epochs)
    _grade_six(room, 1, jobs)  # what is compiled and cached on the way counts for nobody
    few, many = (_grade_six(room, size, jobs) for size in sizes)
    return many.a_piece(few, sizes[1] - sizes[0]), _start(few, sizes[0], many, sizes[1])


def _grade_six(room: Path, count: int, jobs: int) -> Cost:
    handed_in = six.notebooks(room / f"class-{count}", count)
    return metered([*six.grading(room / "course", handed_in, room / f"out-{count}-{jobs}", "--jobs", str(jobs))])


def _nbgrader(room: Path, sizes: tuple[int, int]) -> tuple[Cost, str]:
    costs = []
    for size in sizes:
        course = room / f"nbgrader-{size}"
        six.nbgrader_source(course)
        environment = _alone(room)
        metered([BIN / "nbgrader", "generate_assignment", "six"], cwd=course, environment=environment)
        six.nbgrader_handed_in(course, size)
        costs.append(metered([BIN / "nbgrader", "autograde", "six"], cwd=course, environment=environment))
    few, many = costs
    return many.a_piece(few, sizes[1] - sizes[0]), _start(few, sizes[0], many, sizes[1])


def _otter(room: Path, count: int) -> Cost:
    folder = room / "otter"
    six.otter_tests(folder / "tests")
    packed, environment = folder / "autograder.zip", _alone(room)
    (folder / "out").mkdir()
    config = ("--no-config", "--no-requirements", "--no-environment")
    metered(
        [BIN / "otter", "generate", "-t", folder / "tests", "-o", packed, *config], cwd=folder, environment=environment
    )
    costs = []
    for notebook in sorted((room / f"class-{SIZES[0]}").rglob("*.ipynb"))[:count]:
        command = [BIN / "otter", "run", notebook, "-a", packed, "-o", folder / "out", "--no-logo"]
        costs.append(metered(command, cwd=folder, environment=environment))
    return Cost(
        sum(cost.wall for cost in costs) / count,
        sum(cost.cpu for cost in costs) / count,
        max(cost.peak_mb for cost in costs),
    )


def _alone(room: Path) -> dict[str, str]:
    """The tools in a home of their own, on one thread, with this environment's kernel."""
    return {**os.environ, **ONE_THREAD, "HOME": str(room), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


def _floor(week: Path, count: int, work: Path | None = None, *, at_once: int = 1) -> Cost:
    """What its functions alone cost, in as many processes as grade beside it: two hardware threads share a core."""
    environment = {**os.environ, **ONE_THREAD, "MPLBACKEND": "Agg"}
    said: list[str] = []
    files = sorted(work.glob("*.py")) if work else ()
    one = shlex.join(map(str, (sys.executable, HERE / "speed" / "floor.py", week, count, *files)))
    whole = metered(["sh", "-c", f"{f'{one} & ' * at_once}wait"], environment=environment, said=said)
    each = _found(said)
    wall, cpu = (sum(one[what] for one in each) / at_once for what in ("wall", "cpu"))
    return Cost(wall / at_once, cpu, whole.peak_mb)


def _amid(floor: Callable[[], Cost], runs: Iterable[Callable[[], Cost]]) -> tuple[Cost, list[Cost]]:
    """The floor before, between and after these runs, of which the middle one counts: a processor's speed differs by the minute."""
    floors, costs = [floor()], list[Cost]()
    for run in runs:
        costs.append(run())
        floors.append(floor())
    return sorted(floors, key=lambda one: one.cpu)[len(floors) // 2], costs


def _found(said: Iterable[str]) -> list[dict[str, float]]:
    """What programs of ours have found, among all that they and libraries say."""
    return [json.loads(line) for line in said if line.startswith("{")]


def _start(few: Cost, less: int, many: Cost, more: int) -> str:
    """CPU seconds that the command costs without anybody's work."""
    return f"{few.cpu - less * many.a_piece(few, more - less).cpu:.1f}"


def _table(title: str, against: str) -> Table:
    columns = (
        "CPU-s",
        f"times {against}",
        "wall s",
        f"times {against}",
        "largest process MB",
        "start CPU-s",
        "MB on record",
    )
    return Table("", *columns, title=title)


def _row(table: Table, name: str, cost: Cost, against: Cost, start: str = "", *, kept: str = "") -> None:
    numbers: Iterable[str] = (
        f"{cost.cpu:.3f}",
        f"{cost.cpu / against.cpu:.2f}",
        f"{cost.wall:.3f}",
        f"{cost.wall / against.wall:.2f}",
        f"{cost.peak_mb:.0f}",
        start,
        kept,
    )
    table.add_row(name, *numbers)


if __name__ == "__main__":
    main()

"""Weeks → how exact their grading is, in tables: run `python benchmarks/exactness.py [WEEK …] [--pairs N] [--only NAME]`.

Every right answer must earn everything and every wrong one lose something: the week's own, every mutant of its solution,
and values off by a hundred-thousandth; also with other threads and CPU capabilities in the process that records. Each table is printed as soon as it is known.
"""

from __future__ import annotations

import argparse
import json
import shutil
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from exact.elsewhere import elsewhere
from exact.pairs import Pair, pairs
from exact.slight import slight
from exact.strangers.programs import programs
from exact.strangers.trials import tried
from exact.tallies import Attributed, Decided, Place, attributed, decided, margins, named, places
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from autograder.assignment import read
from autograder.judge import Judge
from autograder.model import Assignment, Mistake, Recording, Step
from autograder.sandbox import open_sandbox
from autograder.workflows.audit import Audit, ProgramKind, Trial, audit
from autograder.workflows.audit.candidates import Candidate, overlaid, solution
from autograder.workflows.audit.complaints import read_survivors
from autograder.workflows.audit.trial_runner import TrialRunner, long_probes
from autograder.workflows.opening import open_week

COURSE = Path(__file__).parents[1]
ELSEWHERE = ((2, ""), (1, "default"))
"""Threads and CPU capability of the process that records; the audit itself has one thread and every capability."""

TOLERANCES = "tolerances.json"
LENIENT = {"shadow": 1e-3 * 2**53, "native": 1e-3 * 2**24}
console = Console(width=150, highlight=False)


def main() -> None:
    """Print every table of every week asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("weeks", nargs="*", help="default: all weeks of the course")
    parser.add_argument("--only", action="append", default=[], help="an exercise, or a file's exercises")
    parser.add_argument(
        "--strangers", metavar="K/N", help="only programs of strangers: the Kth of N slices, 1/1 for all"
    )
    parser.add_argument("--pairs", type=int, default=30, help="pairs of mistakes an exercise (default 30)")
    asked = parser.parse_args()
    folders = sorted(path.parent.name for path in (COURSE / "solutions").glob("*/week.toml"))
    for week in asked.weeks or folders:
        with open_week(week, COURSE) as (assignment, judge):
            console.rule(f"{week}")
            if asked.strangers:
                _strangers(assignment, judge, asked.only, *map(int, asked.strangers.split("/")))
            else:
                _week(assignment, judge, asked.only, asked.pairs)


def _week(assignment: Assignment, judge: Judge, only: list[str], most_pairs: int) -> None:
    exercises = frozenset(e.name for e in assignment.exercises if not only or {e.name, e.module} & {*only})
    with open_sandbox(limits=assignment.limits, jobs=3, data=assignment.data) as sandbox:
        with _bar("audit") as tell:
            found = audit(judge, sandbox, only=only, progress=tell)
        recording, spent = _timed(TrialRunner(judge, sandbox), solution(assignment, exercises))
        console.print(f"The solution: {spent}")
        runner = TrialRunner(judge, sandbox, long_probes(recording))
        slights = [*_tried(runner, _slight(assignment, exercises), "slight")]
        _print_decided("Right answers rejected, wrong ones accepted", _decided(assignment, found, slights))
        _print_named(found)
        _print_margins(found, slights)
        _print_places(places(assignment, found.trials))
        if paired := [*_paired(runner, assignment, exercises, most_pairs)]:
            alone = {trial.name: trial for trial in found.trials if trial.kind is ProgramKind.WRONG}
            _print_pairs(attributed(paired, assignment.checks, alone))
        _print_weakened(runner, assignment, exercises)
    for threads, capability in ELSEWHERE:
        where = f"{threads} thread{'s' * (threads > 1)}, {capability or 'every'} capability of the CPU"
        _print_decided(f"Recorded with {where}", _elsewhere(judge, exercises, threads, capability))


def _strangers(assignment: Assignment, judge: Judge, only: list[str], place: int, slices: int) -> None:
    """Programs by people who have read the handout alone: what falls through, and what is not described."""
    asked = [one for one in programs(assignment.week) if not only or {one.exercise, one.module} & {*only}]
    part = asked[place - 1 :: slices]
    with open_sandbox(limits=assignment.limits, jobs=2, data=assignment.data) as sandbox, _bar("strangers") as tell:
        results = []
        for number, result in enumerate(tried(judge, sandbox, part), 1):
            tell(result.program.name, number, len(part))
            results.append(result)
            if result.fell:
                what = "right" if result.program.right else "wrong"
                console.print(f"{what} {result.program.name}: {result.story}", markup=False)
    table = Table(
        "", "programs", "taken for the opposite", "ungraded", "named or described", title="Programs of strangers"
    )
    for right in (True, False):
        own = [one for one in results if one.program.right is right]
        said = sum(one.said for one in own)
        told = "" if right else f"{said} ({said / max(len(own), 1):.1%})"
        counts = (sum(one.astray for one in own), sum(one.ungraded for one in own))
        table.add_row("right" if right else "wrong", str(len(own)), *map(str, counts), told)
    console.print(table)


def _timed(runner: TrialRunner, candidate: Candidate) -> tuple[Recording, str]:
    """A submission's recording, and how long it and its judging took."""
    started = time.perf_counter()
    recording = runner.record(candidate)
    recorded = time.perf_counter()
    runner.judge.judge(recording, exercises=candidate.touched)
    judged = time.perf_counter()
    return recording, f"{1000 * (recorded - started):.0f} ms to record, {1000 * (judged - recorded):.0f} ms to judge."


def _decided(assignment: Assignment, found: Audit, slights: list[Trial]) -> Iterator[Decided]:
    by_kind = {kind: [trial for trial in found.trials if trial.kind is kind] for kind in ProgramKind}
    yield decided("right", by_kind[ProgramKind.RIGHT] + by_kind[ProgramKind.SOLUTION], right=True)
    yield decided("wrong", by_kind[ProgramKind.WRONG], right=False)
    yield decided("mutants", by_kind[ProgramKind.MUTANT], right=False, excused=read_survivors(assignment.folder))
    yield decided("slight: a value · 1.00001", slights, right=False)


def _slight(assignment: Assignment, exercises: frozenset[str]) -> Iterator[Candidate]:
    for exercise in assignment.exercises:
        if exercise.name in exercises:
            for mutant in slight(assignment.sources[exercise.module], exercise.name):
                cells = {module: (source,) for module, source in assignment.sources.items()}
                cells[exercise.module] = (mutant.source,)
                yield Candidate(
                    mutant.name, ProgramKind.MUTANT, exercise.name, cells, frozenset({exercise.name}), mutant.diff
                )


def _tried(runner: TrialRunner, candidates: Iterable[Candidate], what: str) -> Iterator[Trial]:
    asked = [*candidates]
    with _bar(what) as tell:
        for number, (candidate, recording) in enumerate(runner.recorded(asked), 1):
            tell(candidate.name, number, len(asked))
            yield runner.survival(candidate, recording)


def _paired(
    runner: TrialRunner, assignment: Assignment, exercises: frozenset[str], most: int
) -> Iterator[tuple[Pair, Trial]]:
    """The short probes of a pair: the long ones add nothing to which step is to blame."""
    asked = {pair.name: pair for pair in pairs(assignment, most) if pair.first.exercise in exercises}
    candidates = [_both(assignment, pair) for pair in asked.values()]
    with _bar("pairs") as tell:
        for number, (candidate, recording) in enumerate(runner.recorded(candidates), 1):
            tell(candidate.name, number, len(candidates))
            probes = {tape.probe for tape in recording.tapes}
            trial = runner.judged(candidate, recording)
            known = {check.name for check in assignment.checks if check.probe in probes}
            yield asked[candidate.name], replace(trial, verdicts=tuple(v for v in trial.verdicts if v.check in known))


def _both(assignment: Assignment, pair: Pair) -> Candidate:
    first = pair.first
    mistake = Mistake(pair.name, first.exercise, first.module, Step.SETUP, pair.source, {})
    return replace(overlaid(assignment, mistake), kind=ProgramKind.MUTANT)


def _elsewhere(judge: Judge, exercises: frozenset[str], threads: int, capability: str) -> Iterator[Decided]:
    """Right and wrong answers recorded with other threads and other instructions of the processor."""
    assignment = judge.assignment
    rights = [solution(assignment, exercises)]
    rights += [overlaid(assignment, one) for one in assignment.variants if one.exercise in exercises]
    wrongs = [overlaid(assignment, one) for one in assignment.mistakes if one.exercise in exercises]
    with elsewhere(threads=threads, capability=capability) as recorder, _bar(f"{threads} {capability}") as tell:
        runner = TrialRunner(judge, recorder)
        trials = []
        for number, (candidate, recording) in enumerate(runner.recorded(chain(rights, wrongs)), 1):
            tell(candidate.name, number, len(rights) + len(wrongs))
            trials.append(runner.judged(candidate, recording))
    yield decided("right", trials[: len(rights)], right=True)
    yield decided("wrong", trials[len(rights) :], right=False)
    yield _misnamed(trials[len(rights) :])


def _print_weakened(runner: TrialRunner, assignment: Assignment, exercises: frozenset[str]) -> None:
    """The same week with the checks of one exercise, that with the most, as lenient as 1e-3: the audit must refuse it."""
    long = {name.partition("/")[0] for name in runner.long}
    counts = Counter(check.exercise for check in assignment.checks if check.exercise in exercises - long)
    if not counts:
        return
    exercise = counts.most_common(1)[0][0]
    with TemporaryDirectory() as there:
        folder = Path(shutil.copytree(assignment.folder, Path(there) / "solutions" / assignment.week))
        shutil.copytree(assignment.folder.resolve().parents[1] / "data", Path(there) / "data")
        kept = json.loads((folder / TOLERANCES).read_text("utf-8"))
        for name in kept["checks"]:
            kept["checks"][name] |= LENIENT if name.startswith(f"{exercise}.") else {}
        (folder / TOLERANCES).write_text(json.dumps(kept), "utf-8")
        with Judge(read(folder)) as judge:
            found = audit(judge, runner.sandbox, only=[exercise])
    console.print(f"\n{exercise} with checks as lenient as 1e-3: {len(found.complaints)} complaints.")
    console.print(*(f"- {complaint}" for complaint in found.complaints), sep="\n", markup=False)


def _misnamed(trials: list[Trial]) -> Decided:
    astray = named(trials)
    return Decided("wrong and not named, or wrongly", len(trials), (*astray.wrongly, *astray.not_at_all))


def _print_decided(title: str, rows: Iterable[Decided]) -> None:
    table = Table("programs", "tried", "taken for the opposite", "", title=title)
    for row in rows:
        table.add_row(row.sort, str(row.tried), str(len(row.astray)), ", ".join(row.astray[:4]))
    console.print(table)


def _print_named(found: Audit) -> None:
    tally = named(found.trials)
    table = Table("single mistakes", "named rightly", "wrongly", "not at all", title="Named")
    total = tally.rightly + len(tally.wrongly) + len(tally.not_at_all)
    table.add_row(
        str(total),
        *(f"{n} ({n / max(total, 1):.1%})" for n in (tally.rightly, len(tally.wrongly), len(tally.not_at_all))),
    )
    console.print(table, *tally.wrongly[:6], *tally.not_at_all[:6])


def _print_pairs(tally: Attributed) -> None:
    columns = ("pairs", "steps", "hidden by the other", "of the rest: lost points", "named rightly", "named wrongly")
    table = Table(*columns, title="Two mistakes at once")
    shown = max(tally.steps - tally.hidden, 1)
    shares = (f"{n} ({n / shown:.1%})" for n in (tally.seen, tally.named, tally.misnamed))
    table.add_row(str(tally.pairs), str(tally.steps), str(tally.hidden), *shares)
    console.print(table)


def _print_margins(found: Audit, slights: list[Trial]) -> None:
    table = Table(
        "precision",
        "widest right",
        "narrowest wrong",
        "margin",
        "check",
        title="Where right and wrong are nearest, in u",
    )
    for shadow, (right, wrong, check) in margins((*found.trials, *slights)).items():
        table.add_row("shadow" if shadow else "native", f"{right:.3g}", f"{wrong:.3g}", f"{wrong / right:.2g}", check)
    console.print(table)


def _print_places(rows: Iterable[Place]) -> None:
    title = "One mistake: what it costs at its place, and elsewhere"
    table = Table(
        "exercise", "step", "mistakes", "points lost there", "of", "cost nothing elsewhere", "others lost", title=title
    )
    for row in rows:
        lost = f"{row.least:g}" if row.least == row.most else f"{row.least:g}–{row.most:g}"
        counts = (str(row.mistakes), lost, f"{row.out_of:g}", f"{row.clean}/{row.mistakes}")
        table.add_row(row.exercise, row.step, *counts, ", ".join(row.elsewhere[:3]))
    console.print(table)


@contextmanager
def _bar(what: str) -> Iterator:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda _name, number, total: progress.update(task, completed=number, total=total)


if __name__ == "__main__":
    main()

"""Failed verdicts and the known mistakes → names, where what was done is certain.

A whole tape that equals a mistake's is that mistake. In a loop each step is also asked alone: the mistake is replayed
for one epoch from the student's own parameters (and, for step4, own gradient), so two mistakes can have two names. Where
one mistake bends what the other starts from, both are made in one program, and its whole tape is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache, partial
from itertools import chain, product

import torch

from autograder.errors import DepartedError
from autograder.judge.case import Case, TapePair
from autograder.judge.comparison import Comparison
from autograder.judge.kept_tapes import KeptTapes
from autograder.judge.known_mistake import SAME, KnownMistake, merged, same_numbers
from autograder.judge.program import Program
from autograder.judge.tape_columns import TapeColumns
from autograder.judge.view import StudentWork
from autograder.model import (
    Assignment,
    Check,
    Difference,
    Ending,
    Kind,
    Outcome,
    Probe,
    Step,
    Tape,
    Verdict,
)
from autograder.recorder.describe import tensor

ASKED_EPOCHS = 4
FIRST_LEFT = 8
"""Epochs in which what was left of the last gradient must be the mistake's own: one now and then is another."""
MOST_MADE = 256
Row = dict[str, dict[str, torch.Tensor]]
"""The student's values of one epoch, by quantity and parameter name."""
_QUANTITY: Mapping[str, str] = {Step.YHAT: "yhat", Step.LOSS: "loss", Step.BACKWARD: "gradient", Step.UPDATE: "after"}


class MistakeLibrary:
    """All known mistakes of a week. Each is run when it is first asked for, and once."""

    def __init__(self, assignment: Assignment, solution: Program, kept: KeptTapes | None = None) -> None:
        self._assignment = assignment
        self._solution = solution
        self._made = lru_cache(MOST_MADE)(self._make)
        self._probes = {probe.id: probe for probe in sorted(assignment.probes, key=lambda probe: not probe.shadow)}
        self._known: dict[str, list[KnownMistake]] = {}
        self._faithful: dict[tuple[str, str, str, bool], bool] = {}
        for mistake in assignment.mistakes:
            self._known.setdefault(mistake.exercise, []).append(KnownMistake(assignment, mistake, kept))

    def keep(self, mistake: str, tapes: Iterable[Tape]) -> None:
        """Take these, recorded elsewhere, for the tapes of a mistake."""
        for known in (known for knowns in self._known.values() for known in knowns if known.mistake.name == mistake):
            known.keep(tapes)

    def named(self, case: Case, checks: Iterable[Check], verdicts: Mapping[str, Verdict]) -> Iterator[Verdict]:
        """The verdicts in the order of the checks, with the mistakes that explain them."""
        checks = tuple(checks)
        failed = {c.name for c in checks if c.exercise in self._known and _worth_asking(verdicts[c.name])}

        @cache
        def whole(exercise: str) -> tuple[KnownMistake, ...]:
            return tuple(self._alike(case, exercise, self._known[exercise]))

        @cache
        def two(exercise: str) -> tuple[KnownMistake, ...]:
            asked = [c for c in checks if c.exercise == exercise and c.name in failed]
            return self._two_at_once(case, asked, {c.name: verdicts[c.name].difference for c in asked})

        for check in checks:
            names: tuple[str, ...] = ()
            if check.name in failed:
                at_step = partial(self._at_step, case, check, verdicts[check.name].difference)
                names = self._certain(case, whole(check.exercise) or at_step())
                if not names and not whole(check.exercise):
                    both = tuple(one for one in two(check.exercise) if one.mistake.step == check.step)
                    names = self._certain(case, both)
            yield replace(verdicts[check.name], mistakes=names) if names else verdicts[check.name]

    def _alike(self, case: Case, exercise: str, asked: Iterable[KnownMistake]) -> Iterator[KnownMistake]:
        """Those whose tapes are the student's, on every probe that came to an end."""
        own = {name: pair for name, pair in self._own(case, exercise).items() if _ended(pair)}
        if any(map(case.is_bare, own)):
            return
        for known in asked:
            with case.clock.not_counted():
                shown = bool(own) and all(known.shows(self._probes[name], pair) for name, pair in own.items())
            if shown:
                yield known

    def _own(self, case: Case, exercise: str) -> dict[str, TapePair]:
        """The student's tapes of an exercise."""
        asked = (name for name, probe in self._probes.items() if probe.exercise == exercise and name in case.tapes)
        return {name: case.tapes[name] for name in asked}

    def _two_at_once(
        self, case: Case, failed: list[Check], seen: Mapping[str, Difference | None]
    ) -> tuple[KnownMistake, ...]:
        """The mistakes of which two, at different steps, are what the student did.

        Nothing bends what the earliest of the failed steps starts from, so one of them shows there by itself. Every short
        call must have come to an end: a program in which it did not would be run as long on our side.
        """
        exercise = failed[0].exercise
        order = [step for step in _QUANTITY if any(check.step == step for check in failed)]
        own = self._own(case, exercise)
        ended = all(_ended(pair) for name, pair in own.items() if self._probes[name].shadow)
        if len(order) < 2 or not ended or any(map(case.is_bare, own)):  # noqa: PLR2004 - two mistakes, two steps
            return ()
        firsts = dict.fromkeys(
            known for c in failed if c.step == order[0] for known in self._at_step(case, c, seen[c.name])
        )
        seconds = [known for known in self._known[exercise] if known.program and known.mistake.step in order[1:]]
        made = {pair: self._made(*pair) for pair in product(firsts, seconds)}
        shown = (pair for pair, program in made.items() if program and any(self._alike(case, exercise, [program])))
        return tuple(dict.fromkeys(chain.from_iterable(shown)))

    def _make(self, first: KnownMistake, second: KnownMistake) -> KnownMistake | None:
        """Both in one program."""
        source = merged(self._assignment.sources[first.mistake.module], first.mistake, second.mistake)
        if source is None:
            return None
        return KnownMistake(
            self._assignment,
            replace(first.mistake, name=f"{first.mistake.name} + {second.mistake.name}", source=source),
        )

    def _at_step(self, case: Case, check: Check, seen: Difference | None) -> tuple[KnownMistake, ...]:
        """The mistakes that would have done at this step what the student did.

        Where the solution would have done so too, these epochs tell nothing; but for a gradient left over, which shows
        only in the next.
        """
        quantity = _QUANTITY.get(check.step)
        if quantity is None or check.probe not in case.tapes:
            return ()
        try:
            mine = case.mine(check.probe, Comparison(SAME))
            if not any(column.quantity.partition(".")[0] == quantity for column in mine.tape.columns):
                return ()  # what the tape does not show is filled in, and tells nothing of the student
            kept = [turn.epoch for turn in mine]
            epochs = [*kept[:ASKED_EPOCHS], *(e for e in kept[ASKED_EPOCHS:] if seen and e == seen.epoch)]
            rows = [self._asked(mine, epoch, check.step) for epoch in epochs]
        except DepartedError:
            return ()
        if check.step == Step.UPDATE and not any(map(_moved, rows)):
            return ()  # parameters that stay where they are do so for many reasons
        probe = case.probe(check.probe, shadow=mine.comparison.shadow)
        left_over = seen is not None and seen.quantity.startswith("carried") and (seen.epoch or 0) <= 1
        if not left_over and all(
            _does(self._solution, probe, row, check.step, shadow=mine.comparison.shadow) for row in _counted(rows, case)
        ):
            return ()
        known = [k for k in self._known[check.exercise] if k.program and k.mistake.step == check.step]
        if check.step == Step.BACKWARD and not _shows_loss(mine.tape):  # of which that would be the derivative
            known = [k for k in known if not _shows_loss(k.tapes(self._probes[check.probe])[0])]
        return tuple(
            k
            for k in known
            if rows
            and k.program
            and all(
                _does(k.program, probe, row, check.step, shadow=mine.comparison.shadow) for row in _counted(rows, case)
            )
            and (not left_over or _left_in(k.tapes(self._probes[check.probe])[0]) == _left_in(mine.native))
            and self._repeats(k, check, shadow=mine.comparison.shadow)
        )

    def _repeats(self, known: KnownMistake, check: Check, *, shadow: bool) -> bool:
        """True where one epoch alone shows what the mistake does in its first."""
        key = known.mistake.name, check.probe, check.step, shadow
        if key not in self._faithful:
            probe = self._probes[check.probe]
            tape = next((one for one in reversed(known.tapes(probe)) if one and one.shadow is shadow), None)
            row = _first_row(tape, check.step) if tape else None
            self._faithful[key] = (
                row is None or known.program is None or _does(known.program, probe, row, check.step, shadow=shadow)
            )
        return self._faithful[key]

    def _asked(self, mine: StudentWork, epoch: int, step: str) -> Row:
        """The student's values that the step starts from, and what it came to."""
        row = {}
        quantities: dict[str, tuple[str, ...]] = {
            Step.UPDATE: ("before", "gradient", "after"),
            Step.BACKWARD: ("before", "carried", "gradient"),
        }
        for quantity in quantities.get(step, ("before", _QUANTITY[step])):
            found = mine.at(quantity, epoch)
            named = found if isinstance(found, dict) else {"": found}
            row[quantity] = {name: value.as_subclass(torch.Tensor) for name, value in named.items()}
        if step == Step.BACKWARD:  # what was not cleared before is another step's
            shown = {column.quantity for column in mine.tape.columns}
            left = row.pop("carried")
            row["gradient"] = {n: value - left[n] for n, value in row["gradient"].items() if f"gradient.{n}" in shown}
        return row

    def _certain(self, case: Case, found: tuple[KnownMistake, ...]) -> tuple[str, ...]:
        """All the names, if they are one mistake; none, if other tapes tell them apart."""
        if not found:
            return ()
        first, *others = found
        probes = [probe for probe in self._probes.values() if probe.exercise == first.mistake.exercise]
        with case.clock.not_counted():
            alike = all(other.shows(probe, first.tapes(probe)) for other in others for probe in probes)
        return tuple(known.mistake.name for known in found) if alike else ()


def _shows_loss(tape: Tape | None) -> bool:
    return tape is not None and any(column.quantity == "loss" for column in tape.columns)


def _counted(rows: Iterable[Row], case: Case) -> Iterator[Row]:
    """The rows, each only if there is time for it: every one is a replay."""
    for row in rows:
        case.clock.check()
        yield row


def _moved(row: Row) -> bool:
    return any(not torch.equal(row["before"][name], after) for name, after in row["after"].items())


def _left_in(tape: Tape | None) -> frozenset[int]:
    """The first epochs in which a gradient was still there before backward."""
    found: set[int] = set()
    for column in tape.columns if tape else ():
        if column.quantity.startswith("carried."):
            rows = tensor(column.value).reshape(len(column.epochs), -1)
            found |= {epoch for epoch, row in zip(column.epochs, rows, strict=True) if bool(row.any())}
    return frozenset(epoch for epoch in found if epoch < FIRST_LEFT)


def _first_row(tape: Tape, step: str) -> Row | None:
    """The values that a step of the first epoch starts from, and what it comes to."""
    columns = TapeColumns(tape)
    row: Row = {}
    for quantity in ("before", "gradient", "after") if step == Step.UPDATE else ("before", _QUANTITY[step]):
        names = ("",) if quantity in {"yhat", "loss"} else columns.names
        found = {name: columns.row(f"{quantity}.{name}".rstrip("."), 0) for name in names}
        row[quantity] = {name: value for name, value in found.items() if value is not None}
    return row if all(row.values()) else None


def _does(program: Program, probe: Probe, row: Row, step: str, *, shadow: bool) -> bool:
    """True where the program's own step from these values comes to the same."""
    runner = program.runner(shadow=shadow)
    replay = runner.replay(probe, row["before"], row.get("gradient") if step == Step.UPDATE else None)
    quantity = _QUANTITY[step]
    columns = {c.quantity: tensor(c.value)[0] for c in replay.columns if c.quantity.partition(".")[0] == quantity}
    asked = {f"{quantity}.{name}".rstrip("."): value for name, value in row[quantity].items()}
    comparison = Comparison(SAME, shadow=shadow)
    return columns.keys() == asked.keys() and all(
        same_numbers(asked[name], columns[name], comparison) for name in asked
    )


def _ended(pair: TapePair) -> bool:
    """False for a run into a limit: it shows nothing, and would take as long here."""
    return pair[0] is not None and pair[0].ending in {Ending.FINISHED, Ending.RAISED, Ending.MISSING}


def _worth_asking(verdict: Verdict) -> bool:
    """False for work never written, or never at an end: that is no known mistake."""
    untold = {Kind.NOT_STARTED, Kind.MISSING, Kind.TIMED_OUT, Kind.KILLED, Kind.OUT_OF_MEMORY, Kind.TAPE_FULL}
    difference = verdict.difference
    return verdict.outcome is Outcome.FAILED and (difference is None or difference.kind not in untold)

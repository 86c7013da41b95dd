"""A student's loops and first findings → what is wrong in the other epochs.

A check looks at some epochs of some probes. The first check of a step stands for every epoch of every probe of its
exercise: a learning rate halved in epoch 1000 is a wrong step4, whatever the check itself was shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.judge.batch_order import batch_order
from autograder.judge.case import Case
from autograder.judge.comparison import Comparison, Tolerance
from autograder.judge.path_judge import PathJudge
from autograder.judge.plugin import CheckResult
from autograder.judge.program import Program
from autograder.judge.tolerances import unmeasured
from autograder.judge.turn_measure import in_own_epochs, measured_turns
from autograder.judge.view import StudentWork
from autograder.judge.wrong_step import WrongStep
from autograder.model import Assignment, Check, Difference, Kind, Outcome, Pattern, Step

MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class SeenLoop:
    """One loop's faults by step, and how far apart a step is where it is right."""

    faults: Mapping[str, WrongStep]
    widest: Mapping[str, float]
    shadow: bool


class EveryEpoch:
    """The loops of a week, each with the checks that stand for its steps."""

    def __init__(self, assignment: Assignment, solution: Program, tolerances: Mapping[str, Tolerance]) -> None:
        self._solution, self._tolerances = solution, tolerances
        self._probes = {probe.id: probe for probe in assignment.probes}
        self._steps: dict[str, dict[str, list[Check]]] = {}
        for check in assignment.checks:
            self._steps.setdefault(check.exercise, {}).setdefault(check.step, []).append(check)
        self._judges: dict[tuple[str, bool], PathJudge] = {}
        self._found: dict[tuple[str, bytes], SeenLoop] = {}

    def looked_at(
        self, case: Case, results: Mapping[str, CheckResult], tolerances: Mapping[str, Tolerance] | None = None
    ) -> dict[str, CheckResult]:
        """The checks that fail by an epoch they did not look at, or that nothing proves.

        Those as well that let more pass there than anything they looked at. `tolerances` stand in for the week's own.
        """
        found: dict[str, CheckResult] = {}
        for exercise, steps in self._steps.items():
            asked = {step: checks for step, checks in steps.items() if _all_passed(checks, results)}
            for probe in case.loops_of(exercise) if asked else ():
                seen = self._seen(case, probe, steps, tolerances)
                for step, checks in asked.items():
                    _widen(found, results, _charged_check(checks, probe), seen, step)
                for step, fault in seen.faults.items():
                    for name in _charged_checks(asked.pop(step, ()), probe, fault.difference):
                        found[name] = _failed(found.get(name, results[name]), fault, shadow=seen.shadow)
        return found

    def measured(self, case: Case, check: Check, loop: str = "") -> Pattern | None:
        """The regularity in what a failed check's step does wrong on its probe.

        `loop`: the one of several that it was found in.
        """
        if check.probe not in case.loops_of(check.exercise):
            return None
        mine = case.mine(check.probe, Comparison())
        tolerances = self._by_step(self._steps[check.exercise], check.probe, self._tolerances)
        tolerances[check.step] = self._tolerances.get(check.name, unmeasured())
        most = mine.comparison.precision.value * tolerances[check.step].of(shadow=mine.comparison.shadow)
        if len(mine.loops) > 1:
            return measured_turns(mine.of(loop), check.step, most) if loop else None
        judge = self._judge(case, check.probe, shadow=mine.comparison.shadow)
        if check.step in {Step.YHAT, Step.LOSS} and mine.batches > 1:
            probe = case.probe(check.probe, shadow=mine.comparison.shadow)
            with case.clock.not_counted():
                order = batch_order(mine.tape, self._solution, probe, mine.batches)
            if order is not None:
                return order
        found = judge.yhat_pattern(mine.tape, tolerances[check.step]) if check.step == Step.YHAT else None
        if found is not None and mine.batches == 1:
            return found
        fault = judge.measured(mine.tape, tolerances).faults.get(check.step)
        if fault is not None:
            return _placed(fault, mine).pattern
        return measured_turns(mine, check.step, most) if not judge.loop else None

    def _seen(
        self,
        case: Case,
        probe: str,
        steps: Mapping[str, list[Check]],
        tolerances: Mapping[str, Tolerance] | None,
    ) -> SeenLoop:
        """Look at one loop; of equal tapes once."""
        if tolerances is not None or case.is_bare(probe):
            return self._look(case, probe, steps, tolerances or self._tolerances)
        key = probe, b"" if case.is_solved(probe) else case.digest(probe)
        if key not in self._found:
            case = case if key[1] else case.solved(probe)
            seen = self._look(case, probe, steps, self._tolerances)
            if len(self._found) > MOST_KEPT:
                self._found.clear()
            self._found[key] = seen
        return self._found[key]

    def _look(
        self, case: Case, probe: str, steps: Mapping[str, list[Check]], tolerances: Mapping[str, Tolerance]
    ) -> SeenLoop:
        mine = case.mine(probe, Comparison())
        shadow = mine.comparison.shadow
        judge = self._judge(case, probe, shadow=shadow)
        judged = judge.measured(mine.tape, self._by_step(steps, probe, tolerances))
        late = {
            step: fault
            for step, fault in judged.faults.items()
            if fault.epochs[0] > 0 or judge.is_by_hand(mine.tape) or not _is_seen(steps[step], probe)
        }
        blind = {step: WrongStep(difference, ()) for step, difference in judge.unproven(mine.tape).items()}
        faults = {step: replace(fault, difference=_placed(fault, mine)) for step, fault in (blind | late).items()}
        return SeenLoop(faults, judged.widest, shadow=shadow)

    @staticmethod
    def _by_step(
        steps: Mapping[str, Sequence[Check]], probe: str, tolerances: Mapping[str, Tolerance]
    ) -> dict[str, Tolerance]:
        """The tolerance of each step, of the check that stands for it."""
        return {step: tolerances.get(_charged_check(each, probe), unmeasured()) for step, each in steps.items()}

    def _judge(self, case: Case, probe: str, *, shadow: bool) -> PathJudge:
        key = probe, shadow
        if key not in self._judges:
            asked = self._probes[probe]
            self._judges[key] = PathJudge(self._solution, asked, self._solution.tape(asked, shadow=shadow))
        own = self._judges[key]
        return own.on_own_data(case.probe(probe, shadow=True)) if case.is_bare(probe) else own


def _widen(
    found: dict[str, CheckResult], results: Mapping[str, CheckResult], name: str, seen: SeenLoop, step: str
) -> None:
    result = found.get(name, results[name])
    if result.shadow == seen.shadow and seen.widest.get(step, 0.0) > result.widest:
        found[name] = replace(result, widest=seen.widest[step])


def _failed(result: CheckResult, fault: WrongStep, *, shadow: bool) -> CheckResult:
    """The check's result, failed as narrowly as a fault of its precision says."""
    narrowest = min(result.narrowest, fault.apart) if result.shadow == shadow else result.narrowest
    return replace(result, outcome=Outcome.FAILED, difference=fault.difference, narrowest=narrowest)


def _placed(fault: WrongStep, mine: StudentWork) -> Difference:
    """The difference with its epoch and batch, and a span that is told in epochs."""
    difference = fault.difference
    if mine.batches == 1:
        return difference
    pattern = in_own_epochs(difference.pattern, fault.epochs, mine)
    return replace(difference, **mine.place_of(difference.epoch), pattern=pattern)


def _all_passed(checks: Iterable[Check], results: Mapping[str, CheckResult]) -> bool:
    """True where no check of a step has failed already: one mistake costs once."""
    return all(check.name in results and results[check.name].outcome is Outcome.PASSED for check in checks)


def _charged_checks(checks: Sequence[Check], probe: str, difference: Difference) -> Iterator[str]:
    """The first check of a step, on this probe if it can; all for a lone turn."""
    if not checks:
        return
    if difference.kind is Kind.EPOCHS:
        yield from (check.name for check in checks)
        return
    yield _charged_check(checks, probe)


def _charged_check(checks: Sequence[Check], probe: str) -> str:
    """Name the first check of a step, on this probe if it has it."""
    family = [check for check in checks if _family(check) == _family(checks[0])]
    return next((check.name for check in family if check.probe == probe), family[0].name)


def _is_seen(checks: Iterable[Check], probe: str) -> bool:
    """True where a check of the step looks at the first epochs of this probe itself."""
    return any(check.probe == probe for check in checks)


def _family(check: Check) -> str:
    """The name of a check, without its probe."""
    return check.name.partition("[")[0]

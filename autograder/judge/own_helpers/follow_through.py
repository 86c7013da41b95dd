"""Follow-through: what fails only by an own wrong helper costs there, not here."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from functools import partial
from itertools import takewhile

import torch

from autograder.errors import DepartedError
from autograder.judge.case import Case
from autograder.judge.comparison import Comparison, alike, difference
from autograder.judge.own_helpers.asked import is_asked_rightly
from autograder.judge.own_helpers.handed_on import is_handed_on
from autograder.judge.own_helpers.helper_calls import STOPPED_EARLY, Judged, wrong_helper_calls
from autograder.judge.own_helpers.loader import makes_loaders, with_own_loader
from autograder.judge.own_helpers.loss import Followed, with_own_losses
from autograder.judge.own_helpers.maker import steps_as_made
from autograder.judge.own_helpers.net import follows_own_net
from autograder.judge.own_helpers.optimizer import with_own_optimizer
from autograder.judge.own_helpers.values import answers_alike
from autograder.judge.recorded import Turn
from autograder.judge.turn_measure import is_sound
from autograder.model import Check, Difference, Ending, Kind, Outcome, Step, Tape, Verdict
from autograder.recorder.call_log import is_optimizer

_OF_LOOPS = {"loss", "gradient", "carried", "before", "after"}
_NOT_SEEN = {"no_loop", "unseen", "unnamed", "unreached"}


def carried(case: Case, checks: Iterable[Check], verdicts: Mapping[str, Verdict], judged: Judged) -> dict[str, Verdict]:
    """The failed checks that are shown to fail by a helper wrong in its own exercise."""
    by_name = {check.name: check for check in checks}
    failed = [by_name[name] for name, verdict in verdicts.items() if verdict.outcome is Outcome.FAILED]
    wrong = {check.exercise for check in failed}
    causes = {
        check.name: _helpers(case, check, wrong, verdicts[check.name], judged)
        or _own_loss(case, check, failed, verdicts)
        or _never_begun(check, by_name.values(), verdicts)
        for check in failed
    }
    return {
        name: replace(verdicts[name], outcome=Outcome.PASSED, difference=_unseen(verdicts[name]), carried=cause)
        for name, cause in causes.items()
        if cause
    }


def _unseen(verdict: Verdict) -> Difference | None:
    """The difference of a loop without a turn; none of the others is told."""
    return verdict.difference if verdict.difference and verdict.difference.kind is Kind.EPOCHS else None


def _never_begun(check: Check, checks: Iterable[Check], verdicts: Mapping[str, Verdict]) -> tuple[str, ...]:
    """The count that fails for want of a turn, where the step is right elsewhere.

    Where nothing but the count can be wrong, nothing but the count costs.
    """
    own = verdicts[check.name].difference
    if own is None or own.kind is not Kind.EPOCHS or own.got != "0" or own.expected:
        return ()
    exercise = [other for other in checks if other.exercise == check.exercise]
    counts = (other for other in exercise if other.probe == check.probe and _counts(verdicts[other.name]))
    alike = [verdicts[other.name] for other in exercise if _family(other) == _family(check)]
    shown = [one for one in alike if one.difference is None or one.difference.kind is not Kind.EPOCHS]
    if not shown or any(one.outcome is not Outcome.PASSED for one in shown):
        return ()
    return tuple(other.name for other in counts)


def _counts(verdict: Verdict) -> bool:
    """True for a failed check that says how many turns there should be."""
    found = verdict.difference
    return (
        verdict.outcome is Outcome.FAILED and found is not None and found.kind is Kind.EPOCHS and bool(found.expected)
    )


def _family(check: Check) -> str:
    """The name of a check, without its probe."""
    return check.name.partition("[")[0]


def _own_loss(case: Case, check: Check, failed: list[Check], verdicts: Mapping[str, Verdict]) -> tuple[str, ...]:
    """Hold the gradient against the student's own wrong loss, if it is not trivial."""
    found = verdicts[check.name].difference
    if check.step != Step.BACKWARD or found is None or found.note in _NOT_SEEN:
        return ()
    losses = (c for c in failed if (c.exercise, c.probe, c.step) == (check.exercise, check.probe, Step.LOSS))
    blamed = tuple(c.name for c in losses if _loop_of(verdicts[c.name]) == found.loop)
    if not blamed:
        return ()
    try:
        work = case.mine(check.probe, Comparison())
        loop = work.of(found.loop) if found.loop else work
        turns = [turn for turn in takewhile(is_sound, loop) if turn.slope]
    except DepartedError:
        return ()
    return blamed if turns and all(_follows(turn, loop.moved_elsewhere) for turn in turns) else ()


def _loop_of(verdict: Verdict) -> str:
    return verdict.difference.loop if verdict.difference else ""


def _follows(turn: Turn, others: Container[str]) -> bool:
    """True where backward found the derivative of the student's own loss, not zeros.

    By the parameters of this loop, that is, not those of the `others`.
    """
    slopes = {name: slope.as_subclass(torch.Tensor) for name, slope in turn.slope.items() if name not in others}
    alive = all(bool(torch.isfinite(slope).all()) and bool(slope.any()) for slope in slopes.values())
    return alive and all(
        difference(turn.gradient[name], turn.carried[name] + slope) is None
        or difference(turn.gradient[name], slope) is None
        for name, slope in slopes.items()
    )


def _helpers(case: Case, check: Check, wrong: set[str], verdict: Verdict, judged: Judged) -> tuple[str, ...]:
    native = case.tapes.get(check.probe, (None, None))[0]
    if native is None or native.ending not in {Ending.FINISHED, Ending.RAISED}:
        return ()
    called = {one.exercise for one in (*native.calls, *native.helper_calls)} & wrong - {check.exercise}
    if not called or check.exercise in _reached(case, check.exercise):
        return ()
    case.clock.check()
    guilty = wrong_helper_calls(case, check, verdict.difference, judged) & called
    if guilty or native.ending is not Ending.FINISHED:
        return tuple(sorted(guilty))
    called &= {call.exercise for call in native.calls}
    guilty = {helper for helper in called if _explains(case, check, native, helper, verdict.difference)}
    guilty = guilty or _wrong_losses(case, check, native, verdict.difference, called)
    if not guilty and len(called) > 1 and is_asked_rightly(case, check, native, called, verdict.difference):
        guilty = called
    return tuple(sorted(guilty))


def _reached(case: Case, exercise: str) -> set[str]:
    """The exercises that one calls, as its tapes say, and those that they call.

    Whoever is among their own helpers is excused by none: else two exercises would be each other's excuse.
    """
    reached: set[str] = set()
    waiting = [exercise]
    for one in waiting:
        natives = (case.tapes.get(probe, (None, None))[0] for probe in case.probes_of(one))
        found = {call.exercise for tape in natives if tape for call in (*tape.calls, *tape.helper_calls)}
        waiting += found - reached - {""}
        reached |= found - {""}
    return reached


def _wrong_losses(case: Case, check: Check, tape: Tape, found: Difference | None, called: set[str]) -> set[str]:
    """The helpers whose losses are all that is wrong in every turn."""
    followed = case.followed(check.probe, "", with_own_losses) if tape.epochs else None
    if followed is None or not followed.guilty <= called:
        return set()
    return {*followed.guilty} if _shows(followed, tape, found) else set()


def _shows(followed: Followed, tape: Tape, found: Difference | None) -> bool:
    """True where what a check has found is as it stands with the student's own piece."""
    if found is None:
        return False
    of_loop = found.kind is Kind.EPOCHS or found.quantity.partition(".")[0] in _OF_LOOPS
    if tape.epochs and (of_loop or found.note in _NOT_SEEN):
        return True
    mine, right = ({**one.seen, "returned": one.returned} for one in (tape, followed.tape))
    asked = {*mine, *right} if found.note == STOPPED_EARLY else {found.quantity}
    pairs = [(mine.get(name), right.get(name)) for name in asked]
    return all(one is not None and other is not None and alike(one, other) for one, other in pairs)


def _explains(case: Case, check: Check, tape: Tape, helper: str, found: Difference | None) -> bool:
    """True where the helper's value is what fails in every epoch, or gives the answer."""
    calls = [call for call in tape.calls if call.exercise == helper]
    if tape.epochs and case.solution_program.is_net(helper):
        return follows_own_net(case, check, tape, calls, found.quantity if found else "")
    if is_optimizer(case.solution_program.fresh_function(helper)) or makes_loaders(calls):
        follow = with_own_loader if makes_loaders(calls) else with_own_optimizer
        followed = case.followed(check.probe, helper, partial(follow, helper=helper))
        return followed is not None and _shows(followed, tape, found)
    if not tape.epochs:
        return answers_alike(case, check, tape, calls)
    if found is not None and found.quantity.startswith("after.") and steps_as_made(case, check.probe, tape, helper):
        return True
    return is_asked_rightly(case, check, tape, (helper,), found) or is_handed_on(case, check, tape, helper)

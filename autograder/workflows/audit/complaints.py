"""Trials → what is wrong with the week, a sentence each."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from autograder.errors import InstructorError
from autograder.model import Check, Difference, Outcome
from autograder.workflows.audit.survivors import by_cause, same_programs
from autograder.workflows.audit.trial import ProgramKind, Score, Trial

SURVIVORS = "survivors.toml"
SURVIVORS_FORMAT = 1
MOST_NAMED = 4


def complaints(trials: Iterable[Trial], checks: Sequence[Check], explained: Mapping[str, str]) -> Iterator[str]:
    """Complain of everything the trials show.

    `explained` are the survivors that the instructor has a reason for.
    """
    tried = tuple(trials)
    yield from _unjudged(tried, set())
    for trial in tried:
        yield from _of_program(trial)
    yield from by_cause(trial for trial in tried if _lives(trial, explained))
    yield from _of_trivial(tried, checks)
    yield from _stale(tried, explained)
    yield from _idle(tried, checks)


def at_once(trial: Trial, explained: Mapping[str, str], told: set[tuple[str, str]]) -> Iterator[str]:
    """Complain of one trial, before the others are tried.

    What could not be judged, and why, once: `told` learns it.
    """
    yield from trial.measured.complaints
    yield from _unjudged([trial], told)
    yield from _of_program(trial)
    if _lives(trial, {**explained, **same_programs([trial])}):
        yield from by_cause([trial])


def _of_program(trial: Trial) -> Iterator[str]:
    match trial.kind:
        case ProgramKind.SOLUTION | ProgramKind.RIGHT if trial.failed:
            yield f"{trial.label} loses {', '.join(trial.failed)}.{_why(trial)}"
        case ProgramKind.HANDOUT if len(trial.failed) < len(trial.verdicts):
            passed = [v.check for v in trial.verdicts if v.outcome is Outcome.PASSED]
            yield f"The untouched handout earns {', '.join(passed)}."
        case ProgramKind.WRONG:
            yield from _of_mistake(trial)


def _lives(trial: Trial, explained: Collection[str]) -> bool:
    """True of a mutant that nothing failed and nobody explained."""
    return trial.kind is ProgramKind.MUTANT and trial.survived and trial.name not in explained


def read_survivors(folder: Path) -> Mapping[str, str]:
    """Read survivors.toml: why a mutant that survives makes no difference.

    Reason by name of the mutant; empty where there is no file. InstructorError: it is not what such a file holds.
    """
    path = folder / SURVIVORS
    if not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InstructorError(f"{path} is not TOML in UTF-8: {error}.") from None
    reasons = content.pop("survivors", {})
    if content != {"format": SURVIVORS_FORMAT} or not isinstance(reasons, dict):
        raise InstructorError(
            f"{path} holds {sorted(content)}; expected format = {SURVIVORS_FORMAT} and a table [survivors]."
        )
    for name, reason in reasons.items():
        if not isinstance(reason, str) or not reason.strip():
            raise InstructorError(f"{path}: {name!r} has no reason; expected a sentence on why it makes no difference.")
    return reasons


def scores(trials: Iterable[Trial], explained: Collection[str]) -> dict[str, Score]:
    """Count mutants by exercise, of those that have any."""
    by_exercise: dict[str, list[Trial]] = {}
    for trial in trials:
        if trial.kind is ProgramKind.MUTANT:
            by_exercise.setdefault(trial.exercise, []).append(trial)
    return {
        exercise: Score(
            len(mutants),
            sum(not mutant.survived for mutant in mutants),
            sum(mutant.survived and mutant.name in explained for mutant in mutants),
        )
        for exercise, mutants in by_exercise.items()
    }


def _why(trial: Trial) -> str:
    """The first difference of a right program: what its author has to know."""
    found = next((v for v in trial.verdicts if v.outcome is Outcome.FAILED and v.difference), None)
    return f" First {found.check}: {_told(found.difference)}" if found and found.difference else ""


def _told(difference: Difference) -> str:
    """A difference in the author's words: which value where, by line if it has one."""
    places = (("epoch", difference.epoch), ("batch", difference.batch))
    at = "".join(f", {name} {number + 1}" for name, number in places if number is not None)
    line = f" ({difference.file}, line {difference.line})" if difference.line else ""
    value = f"{difference.got or 'nothing'} instead of {difference.expected}" if difference.expected else difference.got
    return f"{difference.kind.value}, {difference.quantity or 'the call'}{at}: {value or difference.note}{line}."


def _unjudged(trials: Iterable[Trial], told: set[tuple[str, str]]) -> Iterator[str]:
    """Complain of each check that could not be judged, once for each cause."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for trial in trials:
        for verdict in (one for one in trial.verdicts if one.outcome is Outcome.UNGRADED):
            cause = verdict.check.partition("[")[0], verdict.difference.note if verdict.difference else "no tape"
            if cause not in told:
                found.setdefault(cause, {}).setdefault(trial.label, []).append(verdict.check)
    told.update(found)
    for (_, note), programs in found.items():
        label, names = next(iter(programs.items()))
        more = f" and {len(programs) - 1} more" if len(programs) > 1 else ""
        yield (
            f"{label}{more}: {' and '.join(names)} could not be judged ({note}). "
            "A check may raise for no value that a student hands in: compare with close, or by checks."
        )


def _of_trivial(trials: tuple[Trial, ...], checks: Iterable[Check]) -> Iterator[str]:
    """Complain of each check that sees a form without its content."""
    trivial = [trial for trial in trials if trial.kind is ProgramKind.TRIVIAL]
    passed: dict[str, dict[str, None]] = {}
    for trial in trivial:
        for verdict in trial.verdicts:
            if verdict.outcome is Outcome.PASSED:
                passed.setdefault(verdict.check, {})[trial.name] = None
    families: dict[str, list[Check]] = {}
    for check in checks:
        if check.name in passed:
            families.setdefault(check.name.partition("[")[0], []).append(check)
    for found in families.values():
        names = [*dict.fromkeys(name for check in found for name in passed[check.name])]
        more = f" or does one of {len(names) - MOST_NAMED} things more" if len(names) > MOST_NAMED else ""
        yield (
            f"{' and '.join(check.name for check in found)} is earned by a program that "
            f"{' or '.join(names[:MOST_NAMED])}{more}, whatever it is asked. "
            "Let it need the check of the value, or look at the value itself."
        )


def _of_mistake(trial: Trial) -> Iterator[str]:
    own = [name for name in trial.failed if name.startswith(f"{trial.exercise}.")]
    others = [name for name in trial.failed if name not in own]
    if not own:
        yield f"{trial.label} loses nothing of {trial.exercise}."
    if others:
        yield f"{trial.label} also loses {', '.join(others)}, which is not its own exercise."
    if own and trial.name not in trial.named:
        instead = ", ".join(sorted(trial.named))
        yield f"{trial.label} is not named" + (f", but {instead} is." if instead else ".")


def _stale(trials: tuple[Trial, ...], explained: Mapping[str, str]) -> Iterator[str]:
    """Complain of a reason that explains nothing any more.

    It hides the next survivor of that name.
    """
    mutants = {trial.name: trial for trial in trials if trial.kind is ProgramKind.MUTANT}
    exercises = {trial.exercise for trial in mutants.values()}
    for name in explained:
        if name.partition(":")[0] not in exercises:
            continue
        if name not in mutants:
            yield f"{SURVIVORS} explains {name!r}, which is no mutant of this week any more. Take the line out."
        elif not mutants[name].survived:
            yield f"{SURVIVORS} explains {name!r}, which does not survive: {mutants[name].failed[0]} fails it. Take the line out."


def _idle(trials: tuple[Trial, ...], checks: Iterable[Check]) -> Iterator[str]:
    failed = {
        name for trial in trials if trial.kind in {ProgramKind.WRONG, ProgramKind.MUTANT} for name in trial.failed
    }
    for check in checks:
        if check.name not in failed:
            yield f"{check.name} is failed by no known mistake and no mutant: nothing shows that it can fail."

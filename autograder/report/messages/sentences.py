"""A verdict and a language → what to tell the student: their value, the right one, the known mistake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from autograder.model import Assignment, Check, Difference, Kind, Mistake, Outcome, Step, Verdict
from autograder.report.messages.catalog import catalog, number, pick, say, say_or
from autograder.text import one_line

if TYPE_CHECKING:
    from autograder.model import Adjustment

_NOWHERE = {Kind.MISSING, Kind.NOT_STARTED, Kind.TIMED_OUT, Kind.OUT_OF_MEMORY, Kind.KILLED}
"""What has no epoch and no step of its own."""
_CELL = re.compile(r"(.*\S)\[(\d{1,6})\]")
_TENSOR = "a tensor of shape "
STEP_NUMBERS = {Step.YHAT: 1, Step.LOSS: 2, Step.BACKWARD: 3, Step.UPDATE: 4}


@dataclass(frozen=True, slots=True)
class Week:
    """An assignment with its checks and mistakes by name, so that a thousand pages need not search."""

    assignment: Assignment
    checks: Mapping[str, Check]
    mistakes: Mapping[str, Mistake]


@dataclass(frozen=True, slots=True)
class Story:
    """What is told about one verdict, in its parts. `at` is epoch and step, `place` a file and line of the student's own."""

    at: str
    what: str
    hints: tuple[str, ...] = ()
    place: str = ""


def by_name(assignment: Assignment) -> Week:
    """The assignment, ready to be looked up by name."""
    return Week(
        assignment,
        checks={check.name: check for check in assignment.checks},
        mistakes={mistake.name: mistake for mistake in assignment.mistakes},
    )


def message(verdict: Verdict, assignment: Assignment, language: str) -> str:
    """One line for a student: `epoch 1, step 2 (loss): your loss is 12.3; the right value is 1.23. Hint: …`."""
    return joined(tell(verdict, by_name(assignment), language), language)


def joined(story: Story, language: str) -> str:
    """The parts of a story as one line."""
    what = f"{story.at}: {story.what}" if story.at else story.what
    place = [say("message.in_your_code", language, where=story.place)] if story.place else []
    hints = [say("message.hint", language, hint=hint) for hint in story.hints]
    return " ".join([what, *place, *hints])


def outcomes(was: Outcome | None, now: Outcome | None, language: str) -> str:
    """`wrong → right`; one word where it stayed, a dash where the check was not there."""
    return " → ".join(dict.fromkeys(say(f"outcome.{each}", language) if each else "–" for each in (was, now)))


def tell(verdict: Verdict, week: Week, language: str) -> Story:
    """What is true of one check, in words."""
    match verdict.outcome:
        case Outcome.PASSED:
            return Story("", _with_carried(say("message.passed", language), verdict, week, language))
        case Outcome.BLOCKED:
            return Story("", say("message.blocked", language, waits=_waits(verdict, week, language)))
        case Outcome.UNGRADED:
            return Story("", say("message.ungraded", language))
        case Outcome.FAILED:
            return _failed(verdict, week, language)
        case never:
            assert_never(never)


def sentence(difference: Difference, week: Week, exercise: str, language: str) -> str:
    """What a difference says, without where it is."""
    kind = difference.kind
    if kind is Kind.OTHER and (note := _note(difference.note, language)):
        return note
    known = "both" if difference.got and difference.expected else "got" if difference.got else "bare"
    code = f"kind.{kind}" if f"kind.{kind}" in catalog(language) else f"kind.{kind}.{known}"
    limits = week.assignment.limits
    return say(
        code,
        language,
        what=_what(difference, language),
        got=_form(difference.got, kind, language),
        expected=_form(difference.expected, kind, language),
        error=": ".join(one_line(part) for part in (difference.got, difference.note) if part).rstrip("."),
        exercise=one_line(exercise),
        seconds=number(limits.wall_seconds),
        megabytes=limits.memory_mb,
    )


def when(epoch: int | None, step: Step, language: str) -> str:
    """`epoch 1, step 2 (loss)`: epochs are counted from 1 for people, from 0 on the tape."""
    place = {"number": STEP_NUMBERS.get(step), "step": say(f"step.{step}", language)}
    if epoch is None:
        return say("where.step", language, **place) if step in STEP_NUMBERS else ""
    if step in STEP_NUMBERS:
        return say("where.both", language, epoch=epoch + 1, **place)
    return say("where.epoch", language, epoch=epoch + 1)


def where(file: str, line: int, language: str) -> str:
    """A place in the student's own code, or nothing."""
    name, cell = parted(file)
    if not name:
        return ""
    code = "where.file_only" if not line else "where.cell" if cell else "where.file"
    return say(code, language, file=one_line(name), cell=cell, line=line)


def parted(file: str) -> tuple[str, int]:
    """A notebook's cell is known as `name.ipynb[3]`: the name and the cell's number from 1, or 0."""
    found = _CELL.fullmatch(file)
    return (found.group(1), int(found.group(2))) if found else (file, 0)


def because(adjustment: Adjustment, language: str) -> str:
    """Why points are what they are: one link of the chain, with the words of the person who decided."""
    said = say_or(f"because.{adjustment.kind}", language, otherwise=str(adjustment.kind)).format(days=adjustment.days)
    if adjustment.decision is None:
        return said
    words = " – ".join(
        one_line(text, 600) for text in (adjustment.decision.text, adjustment.decision.signed.why) if text
    )
    signed = say("because_by", language, name=one_line(adjustment.decision.signed.by))
    return ": ".join(part for part in (f"{said}, {signed}", words) if part)


def _failed(verdict: Verdict, week: Week, language: str) -> Story:
    difference = verdict.difference
    hints = _hints(verdict, week, language)
    if difference is None:
        return Story("", _with_carried(say("message.failed", language), verdict, week, language), hints)
    check = week.checks.get(verdict.check)
    step, exercise = (check.step, check.exercise) if check else (Step.SETUP, verdict.check)
    told = sentence(difference, week, exercise, language)
    if difference.kind is Kind.TYPE and difference.got == "NoneType":
        told = f"{told} {say('message.no_return', language)}"
    return Story(
        at="" if difference.kind in _NOWHERE else when(difference.epoch, step, language),
        what=_with_carried(told, verdict, week, language),
        hints=hints,
        place=where(difference.file, difference.line, language),
    )


def _what(difference: Difference, language: str) -> str:
    head, _, name = difference.quantity.partition(".")
    at = f"[{', '.join(map(str, difference.index))}]" if difference.index else ""
    if difference.kind is Kind.CHANGED:
        return say("quantity.input", language, name=one_line(name or head), at=at)
    if not head:
        return say("quantity.none", language, at=at)
    if f"quantity.{head}" in catalog(language) and bool(name) == ("{name}" in catalog(language)[f"quantity.{head}"]):
        return say(f"quantity.{head}", language, name=one_line(name), at=at)
    return say("quantity.other", language, name=one_line(difference.quantity), at=at)


def _form(text: str, kind: Kind, language: str) -> str:
    """A value as it is told; a shape without dimensions is not for everyone to read."""
    if kind is Kind.TYPE and text.startswith(_TENSOR):
        return say("shape.tensor", language, shape=one_line(text.removeprefix(_TENSOR)))
    return say("shape.single", language) if kind is Kind.SHAPE and text == "()" else one_line(text)


def _note(note: str, language: str) -> str:
    """A check's own words, or those for its code. What pytest wrote of an assert would show the check: not told."""
    return "" if note.startswith("assert") else one_line(say_or(f"note.{note}", language, otherwise=note), 400)


def _hints(verdict: Verdict, week: Week, language: str) -> tuple[str, ...]:
    """The hints of the mistakes that fit; mistakes that look the same say the same only once."""
    found = (week.mistakes.get(name) for name in verdict.mistakes)
    return tuple(dict.fromkeys(pick(mistake.hint, language) for mistake in found if mistake))


def _waits(verdict: Verdict, week: Week, language: str) -> str:
    waits = (week.checks.get(name) for name in verdict.waits_for)
    return ", ".join(title(check, language) for check in waits if check) or ", ".join(verdict.waits_for)


def title(check: Check, language: str) -> str:
    """What a check asks, in the week's words, on one line."""
    return one_line(pick(check.text, language)).rstrip(".") or check.name


def _with_carried(told: str, verdict: Verdict, week: Week, language: str) -> str:
    if not verdict.carried:
        return told
    names = ", ".join(_named(name, week, language) for name in verdict.carried)
    return f"{told} {say('message.carried', language, names=names)}"


def _named(name: str, week: Week, language: str) -> str:
    """An own function by its name; an own step by what its check asks."""
    return f"“{title(week.checks[name], language)}”" if name in week.checks else one_line(name)

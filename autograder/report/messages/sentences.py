"""A verdict and a language → what to tell the student.

Their value, the right one, the known mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from autograder.model import (
    AdjustmentKind,
    Assignment,
    Check,
    Difference,
    Kind,
    Mark,
    Measure,
    Mistake,
    Outcome,
    Pattern,
    Step,
    Text,
    Verdict,
    file_and_cell,
    steps_of,
)
from autograder.report.messages.advice import explanation, is_certain, is_of_the_step, says_it_all
from autograder.report.messages.catalog import catalog, number, pick, say
from autograder.text import in_language, one_line, without_folders

_NOWHERE = {Kind.MISSING, Kind.NOT_STARTED, Kind.TIMED_OUT, Kind.OUT_OF_MEMORY, Kind.TAPE_FULL, Kind.KILLED}
"""What has no epoch and no step of its own."""
_FEWEST, _NEARLY, _WHOLE = 3, 1e-3, 0.05
"""Rows of which a sum is told from a mean by its factor, and how near that is to a whole number.

Among thousands every factor is near one: a share alone would find rows that nobody has.
"""
_OF_ALL = {Measure.SCALED, Measure.TURNED, Measure.SHIFTED}
"""Measures that hold for every number, which says nothing of a value that is one number."""
_MANY_TIMES, _UNCOUNTED = 10, 1e9
"""So many times its size nobody reads as a percentage, and so many not as a count."""
_TENSOR = "a tensor of shape "


@dataclass(frozen=True, slots=True)
class AssignmentIndex:
    """An assignment with its checks and mistakes by name.

    A thousand pages need not search.
    """

    assignment: Assignment
    checks: Mapping[str, Check]
    mistakes: Mapping[str, Mistake]


@dataclass(frozen=True, slots=True)
class Message:
    """One verdict in words.

    `at`: epoch and step; `place`: file and line of the student's own.
    """

    at: str
    what: str
    hints: tuple[str, ...] = ()
    place: str = ""


def by_name(assignment: Assignment) -> AssignmentIndex:
    """The assignment, ready to be looked up by name."""
    return AssignmentIndex(
        assignment,
        checks={check.name: check for check in assignment.checks},
        mistakes={mistake.name: mistake for mistake in assignment.mistakes},
    )


def message(verdict: Verdict, assignment: Assignment, language: str) -> str:
    """One line for a student: `epoch 1, step 2 (loss): your loss is 12.3; … Hint: …`."""
    return joined(tell(verdict, by_name(assignment), language), language)


def joined(parts: Message, language: str) -> str:
    """The parts of a message as one line."""
    what = f"{parts.at}: {parts.what}" if parts.at else parts.what
    place = [say("message.in_your_code", language, where=parts.place)] if parts.place else []
    hints = [say("message.hint", language, hint=hint) for hint in parts.hints]
    return " ".join([what, *place, *hints])


def of_mark(mark: Mark, week: AssignmentIndex, language: str) -> Message:
    """One mark in words: its verdict, or that what it may rest on could not be read."""
    if mark.reason == AdjustmentKind.UNREAD:
        return Message("", say("message.unread", language))
    return tell(mark.verdict, week, language)


def tell(verdict: Verdict, week: AssignmentIndex, language: str, *, with_advice: bool = True) -> Message:
    """One verdict in words, by its outcome.

    `with_advice`, led by what is plain to see in the code, or known of the error.
    """
    match verdict.outcome:
        case Outcome.PASSED:
            return Message("", _with_carried(say("message.passed", language), verdict, week, language))
        case Outcome.BLOCKED:
            return Message("", say("message.blocked", language, waits=_waits(verdict, week, language)))
        case Outcome.UNGRADED:
            return Message("", say("message.ungraded", language))
        case Outcome.FAILED:
            return _failed(verdict, week, language, explanation(verdict, language) if with_advice else "")
        case never:
            assert_never(never)


def sentence(difference: Difference, week: AssignmentIndex, exercise: str, language: str) -> str:
    """The words of a difference, without its place."""
    kind = difference.kind
    if kind is Kind.OTHER and (note := _note(difference, language)):
        return note
    known = "both" if difference.got and difference.expected else "got" if difference.got else "bare"
    if kind is Kind.EPOCHS and difference.got == "0" and known == "both":
        known = "none"
    counted = f"counted.{difference.quantity}" if kind is Kind.EPOCHS else ""
    if counted in catalog(language):
        told = {"got": one_line(difference.got), "expected": one_line(difference.expected)}
        return say(counted, language, loop=of_loop(difference.loop, language), **told)
    code = f"kind.{kind}" if f"kind.{kind}" in catalog(language) else f"kind.{kind}.{known}"
    limits = week.assignment.limits
    return say(
        code,
        language,
        what=_what(difference, language),
        got=_form(difference.got, kind, language),
        expected=_form(difference.expected, kind, language),
        error=": ".join(one_line(without_folders(part)) for part in (difference.got, difference.note) if part).rstrip(
            "."
        ),
        exercise=one_line(exercise),
        seconds=number(limits.wall_seconds),
        megabytes=limits.tape_mb if kind is Kind.TAPE_FULL else limits.memory_mb,
    )


def measured(pattern: Pattern, language: str) -> str:
    """Say what was measured of a loop, and nothing else.

    `From epoch 1001 on, your steps of weight are 0.5 times as long as they should be.`
    """
    code = pattern.quantity if pattern.quantity == "carried" else f"{pattern.quantity}_{pattern.measure}"
    names, told = ", ".join(map(one_line, pattern.names)), pattern.number
    if pattern.measure is Measure.TURNED and pattern.number == "1":
        code = f"{pattern.quantity}_opposite"
    elif pattern.measure in _OF_ALL and pattern.quantity == "value" and pattern.count == 1:
        code = f"{code}_alone"
    elif pattern.measure is Measure.OFF and (times := float(pattern.number.rstrip("%")) / 100) >= _MANY_TIMES:
        code, told = f"{code}_times", f"{times:,.0f}" if times < _UNCOUNTED else f"{times:.0e}"
    return say(f"measured.{code}", language, span=_span(pattern, language), names=names, number=told)


def _is_of_a_count(difference: Difference, pattern: Pattern) -> bool:
    """True of 12 for 13, of which no factor tells anything."""
    if pattern.measure is not Measure.SCALED or difference.index:
        return False
    whole = all(re.fullmatch(r"-?\d+", text) for text in (difference.got, difference.expected))
    factor = float(pattern.number)
    return whole and bool(factor) and not (factor.is_integer() or (1 / factor).is_integer())


def _rows(pattern: Pattern, language: str) -> str:
    """Say what a factor such as 100 or 0.01 comes from, if there are so many rows."""
    if pattern.measure is not Measure.SCALED or pattern.quantity not in {"loss", "value"}:
        return ""
    factor = float(pattern.number)
    for code, rows in (("as_many_as_rows", factor), ("as_few_as_rows", 1 / factor if factor else 0.0)):
        if rows >= _FEWEST and abs(rows - round(rows)) <= min(_NEARLY * rows, _WHOLE):
            return say(f"measured.{code}", language, number=round(rows))
    return ""


def _span(pattern: Pattern, language: str) -> str:
    """The epochs of a pattern, their one batch, or its updates, all counted from 1."""
    since, until = pattern.since + 1, None if pattern.until is None else pattern.until + 1
    code = "some" if until else "on" if since > 1 else "all"
    if until is not None and pattern.count < until - since + 1:
        code = "sparse"
    if pattern.count == 1 and until is not None:
        code = "one"
    place = {"since": since, "until": until, "count": pattern.count}
    if pattern.batch is not None:
        return say(f"span.batch_{code}", language, batch=pattern.batch + 1, **place)
    if pattern.updates == 1:
        return say(f"span.{code}", language, **place)
    epoch, batch = divmod(pattern.since, pattern.updates)
    last, end = divmod(pattern.until or 0, pattern.updates)
    place = {"since": epoch + 1, "batch": batch + 1, "until": last + 1, "last": end + 1, "count": pattern.count}
    return say(f"span.update_{code}", language, **place)


def of_loop(loop: str, language: str) -> str:
    """` of D`, where a check asked for one of several loops."""
    return say("where.loop", language, loop=one_line(loop)) if loop else ""


def when(difference: Difference, step: str, steps: Mapping[str, Text], language: str) -> str:
    """`epoch 1, step 2 (loss)`, by the week's own `steps` where it has some.

    Epochs are counted from 1 for people, from 0 on the tape.
    """
    epoch = difference.part_epoch if difference.epoch is None else difference.epoch
    told = _when(epoch, _step(step, steps, language), language, difference.batch)
    return f"{told}{of_loop(difference.loop, language)}" if told else ""


def _step(step: str, steps: Mapping[str, Text], language: str) -> dict[str, object]:
    """A step's number and name; nothing for what comes before all steps."""
    order = steps_of(steps)
    if step == Step.SETUP or step not in order:
        return {}
    words = pick(steps[step], language) if steps else say(f"step.{step}", language)
    return {"number": order.index(step), "step": words}


def _when(epoch: int | None, place: Mapping[str, object], language: str, batch: int | None) -> str:
    if epoch is None and batch is not None:
        return say("where.update_and_step" if place else "where.update", language, update=batch + 1, **place)
    if epoch is None:
        return say("where.step", language, **place) if place else ""
    if place:
        both = "where.both" if batch is None else "where.batch_and_step"
        return say(both, language, epoch=epoch + 1, batch=(batch or 0) + 1, **place)
    return say("where.epoch" if batch is None else "where.batch", language, epoch=epoch + 1, batch=(batch or 0) + 1)


def where(file: str, line: int, language: str) -> str:
    """A place in the student's own code, or nothing."""
    name, cell = file_and_cell(file)
    if not name:
        return ""
    code = "where.file_only" if not line else "where.cell" if cell else "where.file"
    return say(code, language, file=one_line(name), cell=cell, line=line)


def _failed(verdict: Verdict, week: AssignmentIndex, language: str, advice: str) -> Message:
    difference = verdict.difference
    hints = () if is_certain(verdict.finding) else _hints(verdict, week, language)
    if difference is None:
        return Message("", _with_carried(say("message.failed", language), verdict, week, language), hints)
    check = week.checks.get(verdict.check)
    step, exercise = (check.step, check.exercise) if check else (Step.SETUP, verdict.check)
    told = sentence(difference, week, exercise, language)
    if difference.pattern and not verdict.mistakes and not _is_of_a_count(difference, difference.pattern):
        rows = _rows(difference.pattern, language) if step == Step.LOSS else ""
        told = f"{told} {measured(difference.pattern, language)} {rows}".rstrip()
    at = when(difference, _own_step(difference, step), week.assignment.steps, language)
    at = "" if difference.kind in _NOWHERE else at
    if advice:
        if at and verdict.finding and not is_of_the_step(verdict.finding):
            told, at = f"{at[:1].upper()}{at[1:]}: {told}", ""
        told = advice if says_it_all(verdict) else f"{advice} {told[:1].upper()}{told[1:]}"
    place = verdict.finding if verdict.finding and not difference.line else difference
    return Message(
        at=at,
        what=_with_carried(told, verdict, week, language),
        hints=hints,
        place=where(place.file, place.line, language),
    )


def _own_step(difference: Difference, asked: str) -> str:
    """The step that a difference is in.

    Of an error no one knows it, whichever the check asks about.
    """
    return Step.SETUP if difference.kind is Kind.RAISED else asked


def _what(difference: Difference, language: str) -> str:
    head, _, name = difference.quantity.partition(".")
    at = one_line(difference.part) + (f"[{', '.join(map(str, difference.index))}]" if difference.index else "")
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
    if kind is Kind.SHAPE and text == "()":
        return say("shape.single", language)
    return "0" if text == "-0" else one_line(text)


def _note(difference: Difference, language: str) -> str:
    """A check's own words, or those for its code.

    What pytest wrote of an assert would show the check: not told.
    """
    note, code = difference.note, f"note.{difference.note}"
    if note.startswith("assert"):
        return ""
    if code in catalog(language):
        name = one_line(difference.quantity.partition(".")[2])
        return one_line(say(code, language, name=name, got=one_line(difference.got)))
    return one_line(" ".join(line.strip() for line in in_language(note, language)), 400)


def _hints(verdict: Verdict, week: AssignmentIndex, language: str) -> tuple[str, ...]:
    """The hints of the mistakes that fit, the same only once."""
    mistakes = (week.mistakes.get(name) for name in verdict.mistakes)
    return tuple(dict.fromkeys(pick(mistake.hint, language) for mistake in mistakes if mistake))


def _waits(verdict: Verdict, week: AssignmentIndex, language: str) -> str:
    waits = (week.checks.get(name) for name in verdict.waits_for)
    return ", ".join(dict.fromkeys(title(check, language) for check in waits if check)) or ", ".join(verdict.waits_for)


def title(check: Check, language: str) -> str:
    """A check's question, in the week's words, on one line."""
    return one_line(pick(check.text, language)).rstrip(".") or check.name


def _with_carried(told: str, verdict: Verdict, week: AssignmentIndex, language: str) -> str:
    if not verdict.carried:
        return told
    names = ", ".join(_named(name, week, language) for name in verdict.carried)
    if unseen(verdict):
        return say("message.carried_unseen", language, names=names)
    if all(name in week.checks for name in verdict.carried):
        return f"{told} {say('message.carried_step', language, names=names)}"
    return f"{told} {say('message.carried', language, names=names)}"


def unseen(verdict: Verdict) -> bool:
    """True for a step that costs nothing because its loop never made a turn."""
    found = verdict.difference
    return verdict.outcome is Outcome.PASSED and found is not None and found.kind is Kind.EPOCHS


def _named(name: str, week: AssignmentIndex, language: str) -> str:
    """An own function by its name; an own step by what its check asks."""
    return f"“{title(week.checks[name], language)}”" if name in week.checks else one_line(name)

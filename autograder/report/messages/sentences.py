"""A verdict and a language → what to tell the student.

Their value, the right one, the known mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from autograder.model import (
    Assignment,
    Check,
    Difference,
    Kind,
    Mistake,
    Outcome,
    Pattern,
    Step,
    Text,
    Verdict,
    file_and_cell,
    steps_of,
)
from autograder.report.messages.catalog import catalog, number, pick, say, say_or
from autograder.text import in_language, one_line, without_folders

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from autograder.model import Adjustment, Decision, Moved, Received, Signed

_NOWHERE = {Kind.MISSING, Kind.NOT_STARTED, Kind.TIMED_OUT, Kind.OUT_OF_MEMORY, Kind.KILLED}
"""What has no epoch and no step of its own."""
_TENSOR = "a tensor of shape "
OWN_WORDS = 600  # characters of what a person wrote


_ERRORS = (
    ("smart_quotes", r"^SyntaxError.*[“”‘’]"),
    ("dash", r"^SyntaxError.*invalid character '[–—−]'"),
    ("strange_character", r"^SyntaxError.*invalid (?:non-printable )?character"),
    ("tabs", r"^TabError|inconsistent use of tabs"),
    ("empty_block", r"^IndentationError.*expected an indented block"),
    ("indent", r"^IndentationError"),
    ("bracket", r"^SyntaxError.*(?:was never closed|unmatched|does not match opening|Perhaps you forgot a comma)"),
    ("colon", r"^SyntaxError.*expected ':'"),
    ("quote", r"^SyntaxError.*unterminated"),
    ("not_assignable", r"^SyntaxError.*cannot assign to"),
    ("assigns_in_expression", r"^SyntaxError.*instead of '='"),
    ("used_before", r"cannot access local variable|referenced before assignment"),
    ("recursion", r"^RecursionError"),
    ("no_file", r"^FileNotFoundError"),
    ("ambiguous", r"Boolean value of Tensor with more than one value is ambiguous"),
    ("not_floating", r"[Oo]nly Tensors of floating point|can only .* floating"),
    ("no_number_method", r"'(?:float|int)' object has no attribute"),
    ("not_callable", r"object is not callable"),
    (
        "method_operand",
        r"unsupported operand type.*(?:method|function)|must be Tensor, not (?:builtin_function|method)|'(?:builtin_function_or_method|method)' object",
    ),
    ("leaf_in_place", r"leaf Variable that requires grad is being used in an in-place"),
    ("backward_twice", r"backward through the graph a second time"),
    ("no_graph", r"does not require grad and does not have a grad_fn"),
    ("not_scalar", r"grad can be implicitly created only for scalar"),
    ("dtypes", r"(?:same|expected) (?:scalar )?(?:d)?type|mat1 and mat2 must have the same dtype|expected m1 and m2"),
    ("shapes", r"shapes cannot be multiplied|size mismatch|must match the size of tensor|inconsistent tensor size"),
    ("detach_first", r"Can't call numpy\(\) on Tensor that requires grad"),
    ("is_none", r"'NoneType'"),
    (
        "list_for_tensor",
        r"unsupported operand type.*'list'|multiply sequence by non-int|must be Tensor, not list|'list' object has no",
    ),
    ("too_many_given", r"takes (?:from )?\d+.* positional arguments? but \d+ (?:was|were) given"),
    ("wrong_keyword", r"unexpected keyword argument"),
    ("no_attribute", r"^AttributeError.*has no attribute"),
    ("no_name", r"^NameError|name '\w+' is not defined"),
    ("not_given", r"missing \d+ required positional argument"),
    ("not_python", r"^(?:SyntaxError|IndentationError|TabError)"),
    ("no_library", r"^ModuleNotFoundError"),
)
"""Errors of Python's and torch's that this course's students meet, by the code of what to look at."""


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


def outcomes(was: Outcome | None, now: Outcome | None, language: str) -> str:
    """`wrong → right`; one word where it stayed, a dash where the check was not there."""
    return " → ".join(dict.fromkeys(say(f"outcome.{each}", language) if each else "–" for each in (was, now)))


def tell(verdict: Verdict, week: AssignmentIndex, language: str, *, led: bool = True) -> Message:
    """One verdict in words, by its outcome.

    `led` by what is plain to see in the code, or known of the error.
    """
    match verdict.outcome:
        case Outcome.PASSED:
            return Message("", _with_carried(say("message.passed", language), verdict, week, language))
        case Outcome.BLOCKED:
            return Message("", say("message.blocked", language, waits=_waits(verdict, week, language)))
        case Outcome.UNGRADED:
            return Message("", say("message.ungraded", language))
        case Outcome.FAILED:
            return _failed(verdict, week, language, explanation(verdict, language) if led else "")
        case never:
            assert_never(never)


def sentence(difference: Difference, week: AssignmentIndex, exercise: str, language: str) -> str:
    """The words of a difference, without its place."""
    kind = difference.kind
    if kind is Kind.OTHER and (note := _note(difference.note, language)):
        return note
    known = "both" if difference.got and difference.expected else "got" if difference.got else "bare"
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
        megabytes=limits.memory_mb,
    )


def measured(pattern: Pattern, language: str) -> str:
    """Say what was measured of a loop, and nothing else.

    `From epoch 1001 on, your steps of weight are 0.5 times as long as they should be.`
    """
    code = pattern.quantity if pattern.quantity == "carried" else f"{pattern.quantity}_{pattern.measure}"
    names = ", ".join(map(one_line, pattern.names))
    return say(f"measured.{code}", language, span=_span(pattern, language), names=names, number=pattern.number)


def _span(pattern: Pattern, language: str) -> str:
    """The epochs of a pattern, counted from 1."""
    since, until = pattern.since + 1, None if pattern.until is None else pattern.until + 1
    code = "some" if until else "on" if since > 1 else "all"
    if until is not None and pattern.count < until - since + 1:
        code = "sparse"
    if pattern.count == 1:
        code = "one"
    return say(f"span.{code}", language, since=since, until=until, count=pattern.count)


def of_loop(loop: str, language: str) -> str:
    """` of D`, where a check asked for one of several loops."""
    return say("where.loop", language, loop=one_line(loop)) if loop else ""


def when(difference: Difference, step: str, steps: Mapping[str, Text], language: str) -> str:
    """`epoch 1, step 2 (loss)`, by the week's own `steps` where it has some.

    Epochs are counted from 1 for people, from 0 on the tape.
    """
    told = _when(difference.epoch, _step(step, steps, language), language, difference.batch)
    return f"{told}{of_loop(difference.loop, language)}" if told else ""


def _step(step: str, steps: Mapping[str, Text], language: str) -> dict[str, object]:
    """A step's number and name; nothing for what comes before all steps."""
    order = steps_of(steps)
    if step == Step.SETUP or step not in order:
        return {}
    words = pick(steps[step], language) if steps else say(f"step.{step}", language)
    return {"number": order.index(step), "step": words}


def _when(epoch: int | None, place: Mapping[str, object], language: str, batch: int | None) -> str:
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


def fate(file: Received, language: str) -> str:
    """A file's fate in words: `cannot be read: not a notebook`."""
    reason = say_or(f"received.{file.reason}", language, otherwise=file.reason)
    words = say(f"fate.{file.fate}", language)
    return f"{words}: {reason}" if reason else words


def adjustment(link: Adjustment, language: str) -> str:
    """Say one link of the chain to the points, and why a person decided it."""
    words = say_or(f"adjustment.{link.kind}", language, otherwise=str(link.kind))
    words = words.format(days=link.days, time=duration(link.minutes, language))
    return signed_words(words, link.decision, language) if link.decision else words


def signed_words(words: str, decision: Decision, language: str) -> str:
    """Words, who decided, and what they wrote of it."""
    signed = say("because_by", language, name=one_line(decision.signed.by))
    own = " – ".join(one_line(text, OWN_WORDS) for text in (decision.text, decision.signed.why) if text)
    return ": ".join(part for part in (f"{words}, {signed}", own) if part)


def duration(minutes: int, language: str) -> str:
    """A time that passed: 5 min, 1 d 3 h."""
    hours, rest = divmod(minutes, 60)
    parts = {"days": hours // 24, "hours": hours % 24, "minutes": rest}
    told = [say(f"duration.{unit}", language, count=count) for unit, count in parts.items() if count]
    return " ".join(told) or say("duration.minutes", language, count=0)


def late_and_cost(minutes: int, cost: float, language: str) -> str:
    """`5 min late, −2.6 points`; "" for work on time."""
    if not minutes:
        return ""
    words = say("late.by", language, time=duration(minutes, language))
    return f"{words}, {say('late.cost', language, points=number(cost))}" if cost else words


def news(moved: Moved, reasons: Iterable[Signed], language: str) -> str:
    """`7 → 8 points. What changed: the check itself. “too strict” (kim)`."""
    quoted = (f"“{why}” ({by})" for why, by in own_words(reasons))
    return " ".join([points_moved(moved, language), causes(moved, language), *quoted])


def points_moved(moved: Moved, language: str) -> str:
    """`7 → 8 points.`, or that they are what they were."""
    code = "news.line" if moved.before != moved.after else "news.still"
    return say(code, language, before=number(moved.before), after=number(moved.after))


def causes(moved: Moved, language: str) -> str:
    """Everything that explains a change, each named once."""
    names = (say_or(f"change.{cause.change}", language, otherwise=cause.change) for cause in moved.causes)
    return say("news.because", language, causes=", ".join(dict.fromkeys(names)))


def own_words(reasons: Iterable[Signed]) -> tuple[tuple[str, str], ...]:
    """Reasons that people gave, each with its author; the same only once."""
    return tuple(dict.fromkeys((one_line(signed.why, OWN_WORDS), one_line(signed.by, 40)) for signed in reasons))


def advice_code(error: str, message: str) -> str:
    """The code of a sentence in `[advice]`; "" for an error nobody knows."""
    text = ": ".join(part for part in (error, message) if part)
    return next((code for code, pattern in _ERRORS if re.search(pattern, text)), "")


def local_time(moment: datetime) -> str:
    """In the reader's own time, with its offset."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M:%S (UTC%z)}"


def _failed(verdict: Verdict, week: AssignmentIndex, language: str, led: str) -> Message:
    difference = verdict.difference
    hints = () if led else _hints(verdict, week, language)
    if difference is None:
        return Message("", _with_carried(say("message.failed", language), verdict, week, language), hints)
    check = week.checks.get(verdict.check)
    step, exercise = (check.step, check.exercise) if check else (Step.SETUP, verdict.check)
    told = sentence(difference, week, exercise, language)
    if difference.pattern and not verdict.mistakes:
        told = f"{told} {measured(difference.pattern, language)}"
    if led:
        told = led if says_it_all(verdict) else f"{led} {told[:1].upper()}{told[1:]}"
    at = verdict.finding if verdict.finding and not difference.line else difference
    return Message(
        at="" if difference.kind in _NOWHERE else when(difference, step, week.assignment.steps, language),
        what=_with_carried(told, verdict, week, language),
        hints=hints,
        place=where(at.file, at.line, language),
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
    """A check's own words, or those for its code.

    What pytest wrote of an assert would show the check: not told.
    """
    if note.startswith("assert"):
        return ""
    said = " ".join(line.strip() for line in in_language(note, language))
    return one_line(say_or(f"note.{note}", language, otherwise=said), 400)


def _hints(verdict: Verdict, week: AssignmentIndex, language: str) -> tuple[str, ...]:
    """The hints of the mistakes that fit, the same only once."""
    mistakes = (week.mistakes.get(name) for name in verdict.mistakes)
    return tuple(dict.fromkeys(pick(mistake.hint, language) for mistake in mistakes if mistake))


def says_it_all(verdict: Verdict) -> bool:
    """True where a finding leaves nothing to be told of what came of it."""
    difference, finding = verdict.difference, verdict.finding
    if finding is None or difference is None:
        return False
    return difference.kind is Kind.MISSING or difference.note == finding.kind


def explanation(verdict: Verdict, language: str) -> str:
    """Say what leads to the mending, where it is plain; "" elsewhere."""
    difference = verdict.difference
    if verdict.finding and verdict.finding.kind == "not_python":
        error = verdict.finding.name
        told = say("kind.raised", language, error=one_line(error).rstrip("."))
        advice = say("advice." + advice_code(error, ""), language)
        return f"{advice} {told[:1].upper()}{told[1:]}"
    if verdict.finding:
        return say(
            f"finding.{verdict.finding.kind}",
            language,
            name=one_line(verdict.finding.name, 60),
            right=one_line(verdict.finding.right, 60),
        )
    if difference is None:
        return ""
    nothing = difference.kind is Kind.TYPE and difference.got == "NoneType"
    if nothing or (difference.kind is Kind.OTHER and "NoneType" in difference.note):
        return say("message.no_return", language)
    if difference.kind is not Kind.RAISED:
        return ""
    code = advice_code(difference.got, difference.note)
    return say(f"advice.{code}", language) if code else ""


def _waits(verdict: Verdict, week: AssignmentIndex, language: str) -> str:
    waits = (week.checks.get(name) for name in verdict.waits_for)
    return ", ".join(title(check, language) for check in waits if check) or ", ".join(verdict.waits_for)


def title(check: Check, language: str) -> str:
    """A check's question, in the week's words, on one line."""
    return one_line(pick(check.text, language)).rstrip(".") or check.name


def _with_carried(told: str, verdict: Verdict, week: AssignmentIndex, language: str) -> str:
    if not verdict.carried:
        return told
    names = ", ".join(_named(name, week, language) for name in verdict.carried)
    return f"{told} {say('message.carried', language, names=names)}"


def _named(name: str, week: AssignmentIndex, language: str) -> str:
    """An own function by its name; an own step by what its check asks."""
    return f"“{title(week.checks[name], language)}”" if name in week.checks else one_line(name)

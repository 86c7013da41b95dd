"""Marks and decisions → a student's exercises and checks, wrong ones first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from autograder.model import AdjustmentKind, Check, Decision, Final, Grade, Kind, Mark, News, Outcome, Source, Text
from autograder.report.grades import Line, absent, lines, raised
from autograder.report.messages.catalog import pick, say_or
from autograder.report.messages.sentences import AssignmentIndex, Message, of_mark, unseen
from autograder.report.pages.code import CodeLine, Function, excerpt, function
from autograder.report.plots.drawing import Drawn
from autograder.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True, slots=True)
class Decisions:
    """A grade's decisions and lateness, in the words a page needs."""

    final: Final | None = None
    comments: Mapping[str, Sequence[Decision]] = field(default_factory=dict)  # by check, the oldest first
    reasons: Mapping[str, str] = field(default_factory=dict)  # why points were given by hand, by check
    news: Sequence[News] = ()  # since the student was first shown marks, the newest first


WORDS_SHOWN = 600
NOTHING_DECIDED = Decisions()
_WORST_FIRST = (Outcome.FAILED, Outcome.UNGRADED, Outcome.BLOCKED, Outcome.PASSED)


class Place(StrEnum):
    """Where on its file's part of the page an exercise stands."""

    WRONG = "wrong"  # something to look at: open, on top
    UNREAD = "unread"  # nobody knows: what may hold it could not be read
    UNTOUCHED = "untouched"  # the handout's gap, or not handed in: one line for all
    RIGHT = "right"  # one line for all


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """One check as the page shows it: the question, the finding, the points and why."""

    check: str
    outcome: Outcome
    asked: Text
    at: Text
    what: Text
    hints: tuple[Text, ...]
    place: Text
    code: tuple[CodeLine, ...]
    points: float
    out_of: float
    why: Text
    by: str
    reason: str  # in the words of whoever gave the points
    comments: tuple[tuple[str, str], ...]  # words and who wrote them
    told: bool  # there is more to say than "right"
    raised: bool = False  # by an error
    again: bool = False  # the same was said of a check before it
    probe: Text = field(default_factory=dict)  # the data it looks at, where the check names them
    unread: bool = False  # what it may rest on could not be read: neither points nor a zero
    same: tuple[ShownCheck, ...] = ()  # the same question about other data, of the same outcome

    @property
    def findings(self) -> tuple[tuple[ShownCheck, Text], ...]:
        """Each thing there is to say, and of which data: the same words once."""
        told: dict[str, list[ShownCheck]] = {}
        for one in (self, *self.same):
            said = str((one.at, one.what, one.code)) if not one.again else "again"
            told.setdefault(said, []).append(one)
        return tuple((each[0], _listed([one.probe for one in each])) for each in told.values())

    @property
    def probes(self) -> Text:
        """All data that the question was asked about, once in each language."""
        return _listed([self.probe, *(one.probe for one in self.same)])

    @property
    def quiet(self) -> bool:
        """True for a right check of which there is no more to say."""
        return self.outcome is Outcome.PASSED and not (self.told or self.comments or self.by or any(self.why.values()))


@dataclass(frozen=True, slots=True)
class ShownExercise:
    """One exercise as the page shows it."""

    name: str
    anchor: str
    module: str
    asked: Text
    points: float
    out_of: float
    outcome: Outcome
    state: str  # of a badge: an outcome, or that there is nothing to judge
    place: Place
    checks: tuple[ShownCheck, ...]
    drawn: tuple[Drawn, ...]
    function: Function | None  # the student's own, where no check points at a line of it


def sections(
    grade: Grade, week: AssignmentIndex, drawn: Sequence[Drawn], decided: Decisions, languages: Sequence[str]
) -> Iterator[ShownExercise]:
    """The exercises in the week's order."""
    exercises = {exercise.name: exercise for exercise in week.assignment.exercises}
    for position, line in enumerate(lines(decided.final or grade, week), start=1):
        exercise = exercises.get(line.name)
        checks = _shown_checks(line, grade, week, decided, languages)
        place = _place(line, checks)
        pointed = any(check.code for check in checks)
        yield ShownExercise(
            name=line.name,
            anchor=f"exercise-{position}",
            module=exercise.module if exercise else "",
            asked=exercise.text if exercise else {},
            points=line.points,
            out_of=line.out_of,
            outcome=_worst(line),
            state=_state(line),
            place=place,
            checks=checks,
            drawn=tuple(picture for picture in drawn if picture.exercise == line.name),
            function=None if pointed or place is not Place.WRONG else function(sources(grade), line.name),
        )


def sources(grade: Grade) -> Sequence[Source]:
    """The student's files, as code."""
    return grade.submission.sources if grade.submission else ()


def is_unread(mark: Mark) -> bool:
    """True for a mark that waits because work could not be read."""
    return mark.reason == AdjustmentKind.UNREAD


def _place(line: Line, checks: Sequence[ShownCheck]) -> Place:
    if _state(line) == "unread":
        return Place.UNREAD
    if _state(line) in {"gap", "absent"}:
        return Place.UNTOUCHED
    lost = _worst(line) is not Outcome.PASSED or line.points < line.out_of
    said = any(check.comments or check.by for check in checks)
    return Place.WRONG if lost or said else Place.RIGHT


def _worst(line: Line) -> Outcome:
    """The outcome of the exercise as a whole: right only if every check is."""
    outcomes = {mark.verdict.outcome for mark in line.marks}
    return next((outcome for outcome in _WORST_FIRST if outcome in outcomes), Outcome.PASSED)


def _state(line: Line) -> str:
    """A badge's code: unread, nothing handed in, nothing begun, or the outcome."""
    if any(map(is_unread, line.marks)) and all(
        is_unread(mark) or mark.verdict.outcome is Outcome.BLOCKED for mark in line.marks
    ):
        return "unread"
    kinds = {mark.verdict.difference.kind for mark in line.marks if mark.verdict.difference and absent(mark)}
    if kinds and all(absent(mark) or mark.verdict.outcome is Outcome.BLOCKED for mark in line.marks):
        return "gap" if Kind.NOT_STARTED in kinds else "absent"
    return str(_worst(line))


def _shown_checks(
    line: Line, grade: Grade, week: AssignmentIndex, decided: Decisions, languages: Sequence[str]
) -> tuple[ShownCheck, ...]:
    """The wrong ones first, and an error before what came of it."""
    shown = (_shown_check(mark, grade, week, decided, languages) for mark in line.marks)
    checks = _folded(_said_once(sorted(shown, key=lambda check: not check.raised)))
    return tuple(sorted(checks, key=lambda check: _WORST_FIRST.index(check.outcome)))


def _folded(checks: Iterable[ShownCheck]) -> Iterator[ShownCheck]:
    """The same question about several data as one, with its points added up.

    What a person decided or wrote stays by itself.
    """
    rows: dict[str, list[ShownCheck]] = {}
    for check in checks:
        apart = check.check if check.by or check.comments or check.reason else ""
        key = str((check.check.partition("[")[0], check.asked, check.outcome, check.told, check.why, apart))
        rows.setdefault(key, []).append(check)
    for first, *others in rows.values():
        every = (first, *others)
        yield replace(
            first,
            same=tuple(others),
            points=round(sum(one.points for one in every), 6),
            out_of=round(sum(one.out_of for one in every), 6),
        )


def _listed(probes: Sequence[Text]) -> Text:
    """Names side by side, in each language."""
    return {language: ", ".join(dict.fromkeys(one[language] for one in probes if one)) for language in probes[0]}


def _probe(check: Check | None, languages: Sequence[str]) -> Text:
    """The name of the data that a check looks at, where it names them."""
    told = {language: probe_name(check, language) for language in languages} if check else {}
    return told if any(told.values()) else {}


def probe_name(check: Check, language: str) -> str:
    """The data that a check looks at, in words; "" where its name has none."""
    name = check.name.partition("[")[2].removesuffix("]")
    return say_or(f"probe.{name}", language, otherwise=one_line(name.replace("_", " "))) if name else ""


def _said_once(checks: Iterable[ShownCheck]) -> tuple[ShownCheck, ...]:
    """The same words are said of the first check only.

    A hint is given once an exercise.
    """
    said: set[tuple[tuple[str, str], ...]] = set()
    hinted: set[tuple[tuple[str, str], ...]] = set()
    kept: list[ShownCheck] = []
    for check in checks:
        words = tuple(sorted({**check.what, "at": str(check.at), "code": str(check.code)}.items()))
        fresh = tuple(hint for hint in check.hints if tuple(sorted(hint.items())) not in hinted)
        again = check.told and check.outcome in {Outcome.FAILED, Outcome.PASSED} and words in said
        kept.append(replace(check, hints=fresh, again=again))
        said.add(words)
        hinted |= {tuple(sorted(hint.items())) for hint in check.hints}
    return tuple(kept)


def _shown_check(
    mark: Mark, grade: Grade, week: AssignmentIndex, decided: Decisions, languages: Sequence[str]
) -> ShownCheck:
    verdict, check = mark.verdict, week.checks.get(mark.verdict.check)
    messages = {language: of_mark(mark, week, language) for language in languages}
    difference = verdict.difference
    asked = {language: pick(check.text, language) or check.name for language in languages} if check else {}
    return ShownCheck(
        check=verdict.check,
        outcome=verdict.outcome,
        asked=asked or {"": verdict.check},
        at={language: message.at for language, message in messages.items()},
        what={language: message.what for language, message in messages.items()},
        hints=_hints(messages),
        place={language: message.place for language, message in messages.items()},
        code=excerpt(sources(grade), difference.file, difference.line) if difference else (),
        points=mark.points,
        out_of=mark.out_of,
        why={}
        if unseen(verdict) or is_unread(mark)
        else {one: say_or(f"reason.{mark.reason}", one, otherwise=mark.reason) for one in languages},
        by=one_line(mark.by),
        reason=one_line(decided.reasons.get(verdict.check, ""), WORDS_SHOWN) if mark.by else "",
        comments=tuple((made.text, made.signed.by) for made in decided.comments.get(verdict.check, ())),
        told=verdict.outcome is not Outcome.PASSED or bool(verdict.carried),
        raised=raised(mark),
        unread=is_unread(mark),
        probe=_probe(check, languages),
    )


def _hints(messages: Mapping[str, Message]) -> tuple[Text, ...]:
    """The hints of all languages side by side."""
    most = max((len(message.hints) for message in messages.values()), default=0)
    return tuple(
        {language: message.hints[position] for language, message in messages.items() if position < len(message.hints)}
        for position in range(most)
    )

"""week.toml → Week: title, rules, dates, policy, files."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import available_timezones

from autograder.assignment.limits import measured_limits
from autograder.errors import InstructorError
from autograder.model import (
    COURSE_ZONE,
    LANGUAGES,
    WEEK_LIBRARIES,
    Feedback,
    FeedbackBucket,
    LatePolicy,
    Limits,
    PictureKind,
    Text,
)
from autograder.toml import read_toml

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week.toml, parsed; `files` and `data` are names, dates have an offset."""

    format: int
    title: dict[str, str]
    rules: dict[str, str]
    steps: dict[str, dict[str, str]] = field(default_factory=dict)
    release: datetime | None = None
    due: datetime | None = None
    zone: str = COURSE_ZONE
    late: LatePolicy = field(default_factory=LatePolicy)
    limits: Limits = field(default_factory=Limits)
    feedback: Feedback = Feedback.AFTER_DUE
    bucket: FeedbackBucket = field(default_factory=FeedbackBucket)
    expected_before_due: bool = False
    files: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    pictures: dict[str, PictureKind] = field(default_factory=dict)


def week(path: Path) -> Week:
    """Read the week.toml at `path`.

    InstructorError names the file, the key, its value and what was expected.
    """
    if not path.is_file():
        raise InstructorError(
            f"{path.parent} has no week.toml. A week is week.toml, its solution files, probes, checks/ and mistakes/."
        )
    measured = {"limits": measured_limits(path.parent)}
    parsed = read_toml(path, Week, of="a week", unwritten={"late.zone"}, beneath=measured)
    for complaint in _complaints(parsed):
        raise InstructorError(f"{path}: {complaint}")
    return replace(parsed, late=replace(parsed.late, zone=parsed.zone))


def _complaints(parsed: Week) -> list[str]:
    steps = ((f"steps.{name}", words) for name, words in parsed.steps.items())
    texts: tuple[tuple[str, Text], ...] = (("title", parsed.title), ("rules", parsed.rules), *steps)
    complaints = [
        f"{key} has no {language!r}; expected the words in {' and '.join(LANGUAGES)}."
        for key, words in texts
        for language in LANGUAGES
        if not words.get(language, "").strip()
    ]
    complaints.extend(
        f"packages has {name!r}; expected names out of {', '.join(WEEK_LIBRARIES)}."
        for name in parsed.packages
        if name not in WEEK_LIBRARIES
    )
    if parsed.format != FORMAT:
        complaints.append(f"format is {parsed.format}; expected {FORMAT}.")
    if parsed.zone not in available_timezones():
        complaints.append(f"zone is {parsed.zone!r}; expected the name of a time zone, such as {COURSE_ZONE}.")
    for key, moment in (("release", parsed.release), ("due", parsed.due)):
        if moment is not None and moment.tzinfo is None:
            complaints.append(
                f"{key} is {moment.isoformat()}; expected an offset too, as in 2022-10-05T23:59:00+09:00."
            )
    if not complaints and parsed.due and parsed.release and parsed.due <= parsed.release:
        complaints.append(f"due is {parsed.due}; expected a time after release, {parsed.release}.")
    return complaints + _numbers(parsed)


def _numbers(parsed: Week) -> list[str]:
    if not 0 <= parsed.late.per_day <= 1:
        return [f"late.per_day is {parsed.late.per_day}; expected a share of the points from 0 to 1."]
    return [
        f"{table}.{part.name} is {number}; expected {'0 or more' if table == 'late' else 'more than 0'}."
        for table, values in (("late", parsed.late), ("limits", parsed.limits), ("bucket", parsed.bucket))
        for part in fields(values)
        if part.name != "zone"
        and (number := getattr(values, part.name)) is not None
        and (number < 0 or (table != "late" and number == 0))
    ]

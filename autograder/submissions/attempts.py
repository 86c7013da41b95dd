"""All that one student handed in → the attempt that counts, by a policy.

Attempts of one series replace each other. So do bundles from different places that do the same exercises; bundles that
do different ones are parts of one submission.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, assert_never

from autograder.grading.late import minutes_late
from autograder.model import AttemptPolicy, LmsLateness, Reason
from autograder.submissions.copies import version
from autograder.submissions.items import Claim
from autograder.submissions.names import topic
from autograder.submissions.sources import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files that came in together, as one attempt."""

    series: str
    attempt: str
    claims: tuple[Claim, ...]

    @property
    def received(self) -> datetime | None:
        """The time by the LMS's clock; None where nobody says."""
        return max((claim.received for claim in self.claims if claim.received), default=None)

    @property
    def lms_mark(self) -> LmsLateness:
        """Late as soon as the LMS calls any of it so; on time where it says so of all."""
        said = {claim.lms_mark for claim in self.claims if not claim.aside}
        if LmsLateness.LATE in said:
            return LmsLateness.LATE
        return LmsLateness.ON_TIME if said == {LmsLateness.ON_TIME} else LmsLateness.NONE

    @property
    def order(self) -> tuple[datetime, tuple[int, int], str, str]:
        """Later attempts sort last.

        By the LMS's clock, else by the files' own, else by what a name says of a copy.
        """
        times = [
            claim.item.modified
            for claim in self.claims
            if claim.item.modified and isinstance(claim.item.content, Code) and not claim.aside
        ]
        modified = max(times, default=_NEVER)
        return (self.received or modified, version(self.series), self.series, self.attempt)

    def goes_before(self, later: Bundle) -> Reason:
        """The rule by which a later bundle counts instead of this one."""
        time, copy, *_ = self.order
        later_time, later_copy, *_ = later.order
        if (self.received and later.received) or (self.series == later.series and self.attempt != later.attempt):
            return Reason.NEWER_ATTEMPT
        if time != later_time:
            return Reason.NEWER_FILE
        return Reason.LATER_COPY if copy != later_copy else Reason.LAST_BY_NAME

    @property
    def code(self) -> tuple[Code, ...]:
        """The files that can be run."""
        return tuple(
            claim.item.content for claim in self.claims if isinstance(claim.item.content, Code) and not claim.aside
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """The bundles that count, and those that gave way to them.

    `none_on_time`: what counts is late for want of anything on time.
    """

    taken: tuple[Bundle, ...]
    older: tuple[Bundle, ...] = ()
    late: tuple[Bundle, ...] = ()
    none_on_time: bool = False


def bundles(claims: Iterable[Claim]) -> tuple[Bundle, ...]:
    """The claims of one student by series and attempt."""
    groups: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.series, claim.attempt].append(claim)
    return tuple(Bundle(series, attempt, tuple(group)) for (series, attempt), group in sorted(groups.items()))


def choices(
    handed_in: Sequence[Bundle], policy: AttemptPolicy, *, due: datetime | None, exercises: frozenset[str]
) -> tuple[Choice, ...]:
    """The submissions to grade: one, or under BEST one an attempt, oldest first."""
    rivals = [sorted(group, key=lambda bundle: bundle.order) for group in _rivals(handed_in, exercises)]
    match policy:
        case AttemptPolicy.LAST:
            return (_joined([_last(group, exercises) for group in rivals]),)
        case AttemptPolicy.LAST_ON_TIME:
            return (_joined([_last_on_time(group, due, exercises) for group in rivals]),)
        case AttemptPolicy.BEST:
            most = max(rivals, key=len)
            rest = [_last(group, exercises) for group in rivals if group is not most]
            return tuple(_joined([Choice((bundle,)), *rest]) for bundle in most)
        case _:
            assert_never(policy)


def _rivals(handed_in: Sequence[Bundle], exercises: frozenset[str]) -> list[list[Bundle]]:
    """Bundles that replace each other, in groups.

    Of one series, or doing an exercise that another does too.
    """
    groups: list[tuple[set[str], list[Bundle]]] = []
    for bundle in handed_in:
        marks = {f"series {bundle.series}"} | _subjects(bundle, exercises)
        touching = [group for group in groups if group[0] & marks]
        groups = [group for group in groups if not group[0] & marks]
        together = [other for _, members in touching for other in members]
        groups.append((marks.union(*(group[0] for group in touching)), [*together, bundle]))
    return [members for _, members in groups]


def _subjects(bundle: Bundle, exercises: frozenset[str]) -> frozenset[str]:
    """The subjects of all files of a bundle that can be run."""
    return frozenset().union(*(_about(code, exercises) for code in bundle.code))


def _about(code: Code, exercises: frozenset[str]) -> frozenset[str]:
    """The exercises that a file defines.

    One that defines none speaks by its name.
    """
    defined = code.defines & exercises if exercises else code.defines
    return frozenset(f"def {name}" for name in defined) or frozenset({f"file {topic(code.source.name)}"})


def _last(group: Sequence[Bundle], exercises: frozenset[str]) -> Choice:
    """The newest; and of work that came another way, what the newer does not do again.

    Who mails one file anew does not take the others back.
    """
    last = _newest(group)
    taken, series, covered = [last], {last.series}, _subjects(last, exercises)
    older: list[Bundle] = []
    for bundle in reversed([one for one in group if one is not last]):
        rest = () if bundle.series in series else _left(bundle, covered, exercises)
        if rest:
            taken.append(replace(bundle, claims=rest))
            series.add(bundle.series)
            covered |= _subjects(taken[-1], exercises)
        older.append(replace(bundle, claims=tuple(claim for claim in bundle.claims if claim not in rest)))
    return Choice(tuple(taken), tuple(older))


def _left(bundle: Bundle, covered: frozenset[str], exercises: frozenset[str]) -> tuple[Claim, ...]:
    """The files with exercises that are in nothing newer, and the helpers beside them."""
    about = {
        claim.item.path: _about(claim.item.content, exercises)
        for claim in bundle.claims
        if isinstance(claim.item.content, Code) and not claim.aside
    }
    left = {path for path, subjects in about.items() if not subjects & covered}
    if not any(subject.startswith("def ") for path in left for subject in about[path]):
        return ()
    return tuple(claim for claim in bundle.claims if claim.item.path in left)


def _last_on_time(group: Sequence[Bundle], due: datetime | None, exercises: frozenset[str]) -> Choice:
    """The last that came by `due`.

    What nobody knows the time of is not held against the student.
    """
    on_time = [bundle for bundle in group if due is None or not _late(bundle, due)]
    late = tuple(bundle for bundle in group if bundle not in on_time)
    if not any(bundle.code for bundle in on_time):
        last = _newest(group)
        return Choice((last,), tuple(bundle for bundle in group if bundle is not last), none_on_time=last in late)
    choice = _last(on_time, exercises)
    return Choice(choice.taken, choice.older, late)


def _late(bundle: Bundle, due: datetime) -> bool:
    """By its time, where there is one; else by what the LMS says."""
    if bundle.received is None:
        return bundle.lms_mark is LmsLateness.LATE
    return minutes_late(bundle.received, due) > 0


def _newest(group: Sequence[Bundle]) -> Bundle:
    """The last one with code that can be read.

    A broken upload does not take the one before it along.
    """
    return next((bundle for bundle in reversed(group) if bundle.code), group[-1])


def _joined(parts: Sequence[Choice]) -> Choice:
    return Choice(
        tuple(bundle for part in parts for bundle in part.taken),
        tuple(bundle for part in parts for bundle in part.older),
        tuple(bundle for part in parts for bundle in part.late),
        none_on_time=any(part.none_on_time for part in parts),
    )

"""Students by what they share → groups, the same students only once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.model import Text
from autograder.report.messages.sentences import AssignmentIndex, title
from autograder.report.pages.person import Groups, Person


@dataclass(frozen=True, slots=True)
class SharedCause:
    """A mistake, or an unnamed check's failure, that students share."""

    name: str
    known: bool
    exercise: str
    words: Text
    called: str


@dataclass(frozen=True, slots=True)
class Group:
    """The same students under all that they share."""

    causes: tuple[SharedCause, ...]
    people: tuple[Person, ...]

    @property
    def known(self) -> bool:
        """Tell a group with a hint from one that waits for a name."""
        return any(cause.known for cause in self.causes)


def groups_of(
    groups: Groups, week: AssignmentIndex, people: Mapping[str, Person], languages: Sequence[str]
) -> Iterator[Group]:
    """The named first, and the largest of them; the same students only once."""
    by_students: dict[frozenset[str], list[SharedCause]] = {}
    for name in sorted(groups, key=lambda name: (name not in week.mistakes, name)):
        if name in week.mistakes or len(groups[name]) > 1:
            by_students.setdefault(frozenset(groups[name]), []).append(_cause(name, week, languages))
    found = [
        Group(tuple(causes), tuple(people[student] for student in sorted(students) if student in people))
        for students, causes in by_students.items()
    ]
    found.sort(key=lambda group: group.causes[0].name)
    found.sort(key=lambda group: (group.known, len(group.people)), reverse=True)
    yield from found


def _cause(name: str, week: AssignmentIndex, languages: Sequence[str]) -> SharedCause:
    """A name that is no mistake's is a check's: a path that is not named yet."""
    mistake, check = week.mistakes.get(name), week.checks.get(name)
    known = mistake or check
    words: Text = {}
    if mistake:
        words = mistake.hint
    elif check:
        words = {language: title(check, language) for language in languages}
    called = name.rpartition("__")[2].replace("_", " ")
    return SharedCause(name, mistake is not None, known.exercise if known else "", words, called)

"""One student's claims → Submissions, and a line for each file.

A file is taken, superseded, unreadable or ignored.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from autograder.files import sha256
from autograder.model import AttemptPolicy, Fate, LmsLateness, Reason, Received, Source, Submission
from autograder.submissions.attempts import Bundle, bundles, choices
from autograder.submissions.items import Claim, LmsText, Refused
from autograder.submissions.names import as_script, copy_number, home, stem, told_apart, without_copy
from autograder.submissions.sources import Code, is_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LIBRARIES = frozenset({"torch", "torchvision", "numpy", "pandas", "matplotlib", "scipy", "sklearn", "pytest"})
_SHADOWED = _LIBRARIES | sys.stdlib_module_names
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one collection.

    The week, its exercises, and which attempt counts.
    """

    week: str
    exercises: frozenset[str]
    modules: frozenset[str]
    attempts: AttemptPolicy
    due: datetime | None


@dataclass(frozen=True, slots=True)
class _NamedCode:
    """One file of code that counts, under the name it has in the submission."""

    claim: Claim
    code: Code
    name: str


def line(claim: Claim, student: str = "") -> Received:
    """The line of a file by itself, before the student's others are looked at."""
    path, content = claim.item.path, claim.item.content
    if isinstance(content, Refused):
        return Received(path, content.fate, student, content.reason, content.detail)
    if claim.aside or isinstance(content, LmsText):
        return Received(path, Fate.IGNORED, student, claim.aside or Reason.NOT_CODE)
    return Received(path, Fate.TAKEN, student)


def is_returned_check(code: Code, exercises: frozenset[str]) -> bool:
    """Tell whether a file is a public check that came back with the work.

    Tests, and not one exercise.
    """
    name = stem(code.source.name.rsplit("/", 1)[-1])
    named = name.startswith("test_") or name.endswith("_test")
    return named and any(one.startswith("test") for one in code.defines) and not code.defines & exercises


def assemble(student: str, claims: Sequence[Claim], rules: Rules) -> tuple[Submission, ...]:
    """The submissions of one student.

    Each carries all the lines; under BEST there is one submission an attempt.
    """
    checked = _without_texts([_without_checks(claim, rules.exercises) for claim in claims], rules.exercises)
    chosen = choices(bundles(checked), rules.attempts, due=rules.due, exercises=rules.exercises)
    lines = {claim.item.path: line(claim, student) for claim in checked}
    parts: list[tuple[tuple[_NamedCode, ...], tuple[Bundle, ...]]] = []
    for choice in chosen:
        several = Reason.SEVERAL_ATTEMPTS if len(chosen) > 1 else None
        files, gone = _files(choice.taken, rules.modules)
        note = Reason.NONE_ON_TIME if choice.none_on_time else several
        shown = files[0].claim.item.path if files else ""
        lines |= _superseded(choice.older, Reason.NEWER_ATTEMPT, shown, student)
        lines |= _superseded(choice.late, Reason.AFTER_DUE, shown, student)
        lines |= {one.path: replace(one, student=student) for one in gone}
        lines |= {one.path: one for one in _taken(files, rules.exercises, note, student)}
        parts.append((files, choice.taken))
    return _submissions(student, parts, tuple(lines[path] for path in sorted(lines)), rules)


def _without_checks(claim: Claim, exercises: frozenset[str]) -> Claim:
    content = claim.item.content
    if isinstance(content, Code) and not claim.aside and is_returned_check(content, exercises):
        return replace(claim, aside=Reason.TEST_FILE)
    return claim


def _without_texts(claims: Sequence[Claim], exercises: frozenset[str]) -> list[Claim]:
    """The claims without texts that only quote code.

    A text counts as code for exercises of the week that no file of code has.
    """
    said = [claim.item.content for claim in claims if not claim.aside]
    written = frozenset().union(*(code.defines for code in said if isinstance(code, Code) and not code.guessed))
    return [
        replace(claim, aside=Reason.NOT_CODE)
        if isinstance(code := claim.item.content, Code)
        and code.guessed
        and not claim.aside
        and (code.defines & written or not code.defines & (exercises or code.defines))
        else claim
        for claim in claims
    ]


def _files(taken: Iterable[Bundle], modules: frozenset[str]) -> tuple[tuple[_NamedCode, ...], list[Received]]:
    """The files that count, in the order they are run, and those that gave way.

    Duplicates, older copies.
    """
    found = [
        _NamedCode(claim, claim.item.content, home(_within(claim, claim.item.content), modules))
        for bundle in taken
        for claim in bundle.claims
        if isinstance(claim.item.content, Code) and not claim.aside
    ]
    kept: dict[tuple[str, ...], _NamedCode] = {}
    gone: list[Received] = []
    for file in sorted(found, key=_order):
        first = kept.setdefault(file.code.source.cells, file)
        if first is not file:
            gone.append(_gone(file, Reason.DUPLICATE, first))
    newest = {_real_name(file.name, modules): file for file in kept.values()}
    counting: list[_NamedCode] = []
    for file in kept.values():
        name = _real_name(file.name, modules)
        later = newest[name]
        says_it_all = file.code.defines or ".ipynb" in file.name  # a notebook of bare loops defines nothing
        if later.name != file.name and says_it_all and file.code.defines <= later.code.defines:
            gone.append(_gone(file, Reason.NEWER_ATTEMPT, later))
        else:
            counting.append(replace(file, name=name))
    return _named_apart(_newest_last(counting, modules)), gone


def _newest_last(files: Sequence[_NamedCode], modules: frozenset[str]) -> list[_NamedCode]:
    """The files in order, a module that lies in several folders by age.

    The last one counts. By its gaps, its time where all have one, its place (`four_steps.py` before `old/four_steps.py`) and a folder's copy.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, file in enumerate(files):
        if (name := stem(file.name.rpartition("/")[2])) in modules:
            places[name].append(place)
    ordered = list(files)
    for several in places.values():
        times = [files[place].claim.item.modified for place in several]
        dated = all(times) and len({time and time.replace(second=0, microsecond=0) for time in times}) > 1
        by_age = sorted((files[place] for place in several), key=lambda file: _age(file, dated=dated))
        for place, file in zip(several, by_age, strict=True):
            ordered[place] = file
    return ordered


def _age(file: _NamedCode, *, dated: bool) -> tuple[int, datetime, int, int]:
    folders = file.name.split("/")[:-1]
    time = file.claim.item.modified if dated else None
    copies = sum((without_copy(folder) != folder) + copy_number(folder) for folder in folders)
    return (-file.code.gaps, time or _NEVER, -len(folders), copies)


def _within(claim: Claim, code: Code) -> str:
    """The name of a file as Python would import it, where it was handed in as a text."""
    return as_script(claim.within) if code.guessed and not is_markdown(claim.within) else claim.within


def _real_name(name: str, modules: frozenset[str]) -> str:
    """The name by which others import a file, without a copy's suffix.

    `four_steps-1.py` is Canvas's for four_steps.py; `helper_2.py` is a name of the student's own.
    """
    folder, slash, file = name.rpartition("/")
    base, bare = stem(file), without_copy(stem(file))
    hung_on = bare in modules or not base.isidentifier()
    return f"{folder}{slash}{bare}{file[len(base) :]}" if bare and hung_on else name


def _gone(file: _NamedCode, reason: Reason, kept: _NamedCode) -> Received:
    return Received(file.claim.item.path, Fate.SUPERSEDED, "", reason, kept.claim.item.path)


def _order(file: _NamedCode) -> tuple[int, str, datetime, int, str, str]:
    """Later files win where two define the same.

    So stubs with gaps go first, then by name, then the newest last.
    """
    modified = (file.claim.item.modified or _NEVER).replace(second=0, microsecond=0)
    base = without_copy(stem(file.name)).casefold()
    return (-file.code.gaps, base, modified, len(file.name), file.name, file.claim.item.path)


def _named_apart(files: Iterable[_NamedCode]) -> tuple[_NamedCode, ...]:
    several = tuple(files)
    names = told_apart(file.name for file in several)
    return tuple(replace(file, name=name) for file, name in zip(several, names, strict=True))


def _superseded(gone: Iterable[Bundle], reason: Reason, by: str, student: str) -> dict[str, Received]:
    claims = [
        claim for bundle in gone for claim in bundle.claims if isinstance(claim.item.content, Code) and not claim.aside
    ]
    return {c.item.path: Received(c.item.path, Fate.SUPERSEDED, student, reason, by) for c in claims}


def _taken(
    files: Sequence[_NamedCode], exercises: frozenset[str], note: Reason | None, student: str
) -> Iterator[Received]:
    """A line for each file that counts, with what a TA should know of it first."""
    by_exercise: defaultdict[str, list[str]] = defaultdict(list)
    untouched = {file.name for file in files if file.code.gaps >= max(1, len(file.code.defines & exercises))}
    for file in files:
        for name in file.code.defines & exercises if exercises else file.code.defines:
            if file.name not in untouched:  # the handout's own notebook beside the file that was written
                by_exercise[name].append(file.name)
    folded = Counter(file.claim.within.casefold() for file in files)
    for file in files:
        reason, detail = note or "", ""
        others = {other for name in file.code.defines for other in by_exercise.get(name, ()) if other != file.name}
        others = set() if file.name in untouched else others
        if file.code.broken:
            reason, detail = Reason.SYNTAX_ERROR, file.code.broken
        elif others:
            reason, detail = Reason.SAME_EXERCISES, ", ".join(sorted(others))
        elif folded[file.claim.within.casefold()] > 1:
            reason, detail = Reason.COLLIDING_NAME, file.name
        elif stem(file.name).casefold() in _SHADOWED:
            reason = Reason.SHADOWS_MODULE
        yield Received(file.claim.item.path, Fate.TAKEN, student, reason, detail)


def _submissions(
    student: str,
    parts: Sequence[tuple[tuple[_NamedCode, ...], tuple[Bundle, ...]]],
    lines: tuple[Received, ...],
    rules: Rules,
) -> tuple[Submission, ...]:
    made: dict[str, Submission] = {}
    for files, taken in parts:
        sources = tuple(replace(file.code.source, name=file.name) for file in files)
        received = max((bundle.received for bundle in taken if bundle.received), default=None)
        key = digest(sources)
        said = {bundle.lms_mark for bundle in taken}
        mark = LmsLateness.LATE if LmsLateness.LATE in said else said.pop() if len(said) == 1 else LmsLateness.NONE
        made.setdefault(key, Submission(student, rules.week, sources, key, received, lines, mark))
    return tuple(made.values())


def digest(sources: Sequence[Source]) -> str:
    """SHA-256 of names and cells, in the order they are run.

    The same work has the same digest, however it came in.
    """
    text = json.dumps([[source.name, source.cells] for source in sources], ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8", "backslashreplace"))

"""Files without an owner → a question each, with the commands that answer it."""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.model import Fate, Reason, Received, Text
from autograder.report.messages.catalog import say
from autograder.report.messages.events import IN_PART, fate, why_left_out
from autograder.submissions.names import account, is_archive, is_source, topic
from autograder.submissions.register import name_forms
from autograder.text import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

MOST_CANDIDATES = 4
MOST_WAITING = 10
_NAMES_SOMEBODY = {Reason.AMBIGUOUS, Reason.CONFLICT}
"""Reasons whose detail are the students it could be."""


@dataclass(frozen=True, slots=True)
class Question:
    """A file, folder or account of no sure owner.

    `commands`: of several, one is to be chosen. `likely`: whom a person would think of.
    """

    words: Text
    commands: tuple[str, ...]
    likely: str = ""


def questions(
    files: Sequence[Received], week: str, names: Mapping[str, str], waiting: Sequence[str], languages: Sequence[str]
) -> Iterator[Question]:
    """A question for each file without an owner, a folder or archive of them as one."""
    seen: set[str] = set()
    shared = _shared(files)
    for file in files:
        if not is_unowned(file):
            continue
        if others := shared.get(file.path):
            path = _folder_of(others, file.path, files)
            if path not in seen:
                yield _of_group(replace(file, path=path), others, week, names, languages)
            seen.add(path)
            continue
        path = _of_one_account(file, files) or container(file, files, is_unowned)
        if path not in seen:
            seen.add(path)
            asked = _question(replace(file, path=path), week, names, waiting, languages)
            if asked.commands[:1] == (settling(week, path, "ID"),):
                waiting = ()  # told once
            yield asked


def _shared(files: Sequence[Received]) -> dict[str, frozenset[str]]:
    """The students of each file, of whom the roster knows."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in files:
        if file.student:
            found[file.path].add(file.student)
    return {path: frozenset(students) for path, students in found.items()}


def _folder_of(students: frozenset[str], path: str, files: Sequence[Received]) -> str:
    """The outermost folder in which all is of just these students."""
    parts = path.split("/")
    for end in range(1, len(parts)):
        above = "/".join(parts[:end])
        if {other.student for other in files if other.path.startswith(f"{above}/")} - {""} == students:
            return above
    return path


def _of_group(
    file: Received, students: frozenset[str], week: str, names: Mapping[str, str], languages: Sequence[str]
) -> Question:
    """Work of several, one of whom is on no roster: the others keep it."""
    who = ", ".join(_called(one, names) for one in sorted(students))
    return Question(
        of_file("class.task.group_stranger", file, languages, who=who), (settling(week, file.path, *sorted(students)),)
    )


def is_unowned(file: Received) -> bool:
    """Tell work that waits for an owner."""
    return file.fate is Fate.UNMATCHED or (file.fate is Fate.UNREADABLE and not file.student)


def settling(week: str, path: str, *owners: str) -> str:
    """The command that says whose a path is; of no owner, nobody's."""
    return f'autograder settle {week} {quoted(path)} {" ".join(map(quoted, owners)) or "--nobody"} --why "…"'


def quoted(text: str) -> str:
    """As a shell takes it, to the letter."""
    return shlex.quote(visible(text, keep=""))


def options_as_given(store: str | None, course: Path) -> str:
    """Options of a command to copy: record and course as its reader gave them.

    Behind a space; "" where both are where the reader is. A password stays where it was typed.
    """
    told = re.sub(r"(://[^/@:]*):[^/]*@", r"\1:…@", store or "")
    options = {"--store": told, "--course": "" if course == Path() else str(course)}
    return "".join(f" {name} {quoted(value)}" for name, value in options.items() if value)


def container(file: Received, files: Sequence[Received], fits: Callable[[Received], bool]) -> str:
    """The outermost folder or archive that may all be the same student's.

    Else the file's own path. What was set aside asks nothing of anybody.
    """
    parts, found = file.path.split("/"), file.path
    for end in range(len(parts) - 1, 0, -1):
        above = "/".join(parts[:end])
        inside = [other for other in files if other.path.startswith(f"{above}/") and other.fate is not Fate.IGNORED]
        alike = all(fits(other) and _whose(other) == _whose(file) for other in inside)
        beside = {other.path.removeprefix(f"{above}/").partition("/")[0] for other in inside}
        if (
            not alike
            or (len(beside) > 1 and any(map(is_archive, beside)))
            or _of_several([other.path for other in inside])
            or len({account(other.path) for other in inside} - {""}) > 1
        ):
            break
        found = above if len(inside) > 1 else found
    return found


def of_file(code: str, file: Received, languages: Sequence[str], **more: str) -> Text:
    """A sentence on a file: its path, and what became of it."""
    path, could_be = one_line(file.path), f": {one_line(file.detail)}" if file.reason in _NAMES_SOMEBODY else ""
    told = {language: f"{why_left(file, language)}{could_be}" for language in languages}
    return {language: say(code, language, path=path, fate=told[language], **more) for language in languages}


def why_left(file: Received, language: str) -> str:
    """The fate of a file; of no code, or not this week's, the reason alone."""
    alone = file.fate is Fate.IGNORED or file.reason in IN_PART
    return (why_left_out(file, language) if alone else "") or fate(file, language)


def _question(
    file: Received, week: str, names: Mapping[str, str], waiting: Sequence[str], languages: Sequence[str]
) -> Question:
    candidates = file.detail.split(", ") if file.reason in {*_NAMES_SOMEBODY, Reason.SETTLED} and file.detail else []
    likely = one_line(f"{file.likely} {names.get(file.likely, '')}".strip())
    if file.reason == Reason.SETTLED:
        who = ", ".join(_called(one, names) for one in candidates)
        return Question(of_file("class.task.settled", file, languages, who=who), ())
    if 1 <= len(candidates) <= MOST_CANDIDATES:
        return _of_some(file, candidates, week, names, languages)
    if file.likely:
        return Question(of_file("class.task.owner", file, languages), (settling(week, file.path, file.likely),), likely)
    if file.reason == Reason.NOT_IN_ROSTER:
        return Question(of_file("class.task.stranger", file, languages), (settling(week, file.path),))
    words = of_file("class.task.owner", file, languages)
    if 0 < len(waiting) <= MOST_WAITING and not candidates:
        who = ", ".join(_called(one, names) for one in waiting)
        words = {code: f"{told} {say('class.task.nothing_of', code, names=who)}" for code, told in words.items()}
    return Question(words, (settling(week, file.path, "ID"),))


def _of_some(
    file: Received, candidates: Sequence[str], week: str, names: Mapping[str, str], languages: Sequence[str]
) -> Question:
    """A question that names everyone it could be: a guess is never ready to be pasted.

    Of several who are named in it all may be meant, a group; of namesakes one is.
    """
    who = ", ".join(_called(one, names) for one in candidates)
    each = tuple(settling(week, file.path, one) for one in candidates)
    if len(candidates) == 1:
        return Question(of_file("class.task.account", file, languages, who=who), (*each, settling(week, file.path)))
    if file.reason == Reason.AMBIGUOUS and not _are_namesakes(candidates, names):
        together = settling(week, file.path, *candidates)
        return Question(of_file("class.task.group", file, languages, who=who), (together, *each))
    code = "class.task.conflict" if file.reason == Reason.CONFLICT else "class.task.one_of"
    return Question(of_file(code, file, languages, who=who), each)


def _are_namesakes(candidates: Sequence[str], names: Mapping[str, str]) -> bool:
    forms = [name_forms(names.get(one, "")) for one in candidates]
    return any(one & other for place, one in enumerate(forms) for other in forms[place + 1 :])


def _called(student: str, names: Mapping[str, str]) -> str:
    name = names.get(student, "")
    return one_line(f"{student} ({name})" if name else student)


def _of_one_account(file: Received, files: Sequence[Received]) -> str:
    """The account of an LMS that several files without an owner came from."""
    place = account(file.path)
    alike = [other for other in files if place and account(other.path) == place and is_unowned(other)]
    return place if len(alike) > 1 and all(_whose(other) == _whose(file) for other in alike) else ""


def _of_several(paths: Sequence[str]) -> bool:
    """Tell whether files look like more than one person's work.

    The same name twice, two notebooks, two files that are named for the week alone, or an archive beside another file:
    nobody hands in any of them in one piece.
    """
    names = [path.rpartition("/")[2] for path in paths]
    silent = sum(is_source(name) and not topic(name) for name in names)
    return len(set(names)) < len(names) or sum(name.endswith(".ipynb") for name in names) > 1 or silent > 1


def _whose(file: Received) -> tuple[str, str, str]:
    return file.reason, file.detail, file.likely

"""One student's claims → Submissions, and a line for each file.

A file is taken, superseded, unreadable or ignored.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from autograder.files import sha256
from autograder.model import AttemptPolicy, Fate, LmsLateness, Reason, Received, Source, Submission
from autograder.submissions.attempts import Bundle, bundles, choices
from autograder.submissions.copies import NamedCode, by_age, counting, rule
from autograder.submissions.items import Claim, LmsText, Refused
from autograder.submissions.names import as_script, home, is_checkpoint, is_markdown, stem, told_apart, without_copy
from autograder.submissions.sources import Code

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
    homes: Mapping[str, str] = field(default_factory=dict)  # the file of each exercise, by its module
    elsewhere: Mapping[str, frozenset[str]] = field(default_factory=dict)  # exercises of the course's other weeks

    def other_week(self, file: frozenset[str], whole: frozenset[str]) -> str:
        """The week whose work a file looks like, "" for this one.

        By what it and all files define: it defines more of that one, and the work most of this one not.
        """
        own, found = file & self.exercises, {week: len(file & names) for week, names in self.elsewhere.items()}
        week = max(found, key=lambda name: (found[name], name), default="")
        strange = 2 * len(whole & self.exercises) < len(self.exercises) and found.get(week, 0) > len(own)
        return week if strange and (own or not whole & self.exercises) else ""


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
    whole = _without_checkpoints([_without_checks(claim, rules.exercises) for claim in claims])
    checked = _without_texts(whole, rules.exercises)
    chosen = choices(bundles(checked), rules.attempts, due=rules.due, exercises=rules.exercises)
    lines = {claim.item.path: line(claim, student) for claim in checked}
    parts: list[tuple[tuple[NamedCode, ...], tuple[Bundle, ...]]] = []
    for choice in chosen:
        several = Reason.SEVERAL_ATTEMPTS if len(chosen) > 1 else None
        files, gone = _files(choice.taken, rules)
        note = Reason.NONE_ON_TIME if choice.none_on_time else several
        lines |= _superseded(choice.older, None, choice.taken, files, student)
        lines |= _superseded(choice.late, Reason.AFTER_DUE, choice.taken, files, student)
        lines |= {one.path: replace(one, student=student) for one in gone}
        taken = _with_texts(_taken(files, rules, note, student), files, rules)
        lines |= {one.path: one for one in _of_weeks(taken, files, rules)}
        parts.append((files, choice.taken))
    return _submissions(student, parts, tuple(lines[path] for path in sorted(lines)), rules)


def _without_checks(claim: Claim, exercises: frozenset[str]) -> Claim:
    content = claim.item.content
    if isinstance(content, Code) and not claim.aside and is_returned_check(content, exercises):
        return replace(claim, aside=Reason.TEST_FILE)
    return claim


def _without_checkpoints(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without what Jupyter kept of a notebook, where anything else is code."""
    kept, left_behind = [is_checkpoint(claim.item.parts) for claim in claims], Refused(Fate.IGNORED, Reason.DEBRIS)
    others = any(
        isinstance(claim.item.content, Code) and not claim.aside and not checkpoint
        for claim, checkpoint in zip(claims, kept, strict=True)
    )
    return [
        replace(claim, item=replace(claim.item, content=left_behind)) if checkpoint and others else claim
        for claim, checkpoint in zip(claims, kept, strict=True)
    ]


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


def _files(bundles: Iterable[Bundle], rules: Rules) -> tuple[tuple[NamedCode, ...], list[Received]]:
    """The files that count, in the order they are run, and those that gave way.

    Duplicates, older copies.
    """
    found = [
        NamedCode(claim, claim.item.content, home(_within(claim, claim.item.content), rules.modules))
        for bundle in bundles
        for claim in bundle.claims
        if isinstance(claim.item.content, Code) and not claim.aside
    ]
    kept: dict[tuple[str, ...], NamedCode] = {}
    gone: list[Received] = []
    for file in sorted(found, key=_order):
        first = kept.setdefault(file.code.source.cells, file)
        if first is not file:
            gone.append(_gone(file, Reason.DUPLICATE, first))
    versions: defaultdict[str, list[NamedCode]] = defaultdict(list)
    for file in kept.values():
        versions[_real_name(file.name, rules.modules)].append(file)
    newest = {name: by_age(several)[-1] for name, several in versions.items()}
    taken: list[NamedCode] = []
    for file in kept.values():
        name = _real_name(file.name, rules.modules)
        later = newest[name]
        says_it_all = file.code.defines or ".ipynb" in file.name  # a notebook of bare loops defines nothing
        if later is not file and says_it_all and file.code.defines <= later.code.defines:
            gone.append(_gone(file, rule(file, later), later))
        else:
            taken.append(replace(file, name=name))
    return _named_apart(_newest_last(taken, rules)), gone


def _newest_last(files: Sequence[NamedCode], rules: Rules) -> list[NamedCode]:
    """The files in order, of those that do the same the newest last: it counts."""
    groups: list[tuple[set[str], list[int]]] = []
    for place, file in enumerate(files):
        own = set(file.code.defines & rules.exercises) | ({stem(file.name.rpartition("/")[2])} & rules.modules)
        if not own:
            continue
        touching = [group for group in groups if group[0] & own]
        groups = [group for group in groups if not group[0] & own]
        together = [each for _, places in touching for each in places]
        groups.append((own.union(*(group[0] for group in touching)), [*together, place]))
    ordered = list(files)
    for places in (sorted(places) for _, places in groups):
        for place, file in zip(places, by_age([files[each] for each in places]), strict=True):
            ordered[place] = file
    return ordered


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


def _gone(file: NamedCode, reason: Reason, kept: NamedCode) -> Received:
    return Received(file.claim.item.path, Fate.SUPERSEDED, "", reason, kept.claim.item.path)


def _order(file: NamedCode) -> tuple[int, str, datetime, int, str, str]:
    """Later files win where two define the same.

    So stubs with gaps go first, then by name, then the newest last.
    """
    modified = (file.claim.item.modified or _NEVER).replace(second=0, microsecond=0)
    base = without_copy(stem(file.name)).casefold()
    return (-file.code.gaps, base, modified, len(file.name), file.name, file.claim.item.path)


def _named_apart(files: Iterable[NamedCode]) -> tuple[NamedCode, ...]:
    several = tuple(files)
    names = told_apart(file.name for file in several)
    return tuple(replace(file, name=name) for file, name in zip(several, names, strict=True))


def _superseded(
    gone: Iterable[Bundle], reason: Reason | None, taken: Sequence[Bundle], files: Sequence[NamedCode], student: str
) -> dict[str, Received]:
    """Lines for bundles that gave way, each with a file that counts instead."""
    lines: dict[str, Received] = {}
    for bundle in gone:
        for claim in bundle.claims:
            code, path = claim.item.content, claim.item.path
            if not isinstance(code, Code) or claim.aside:
                continue
            shown = next((file for file in files if file.code.defines & code.defines), files[0] if files else None)
            by = next((one for one in taken if shown and shown.claim in one.claims), None)
            why = reason or (bundle.goes_before(by) if by else Reason.NEWER_ATTEMPT)
            lines[path] = Received(path, Fate.SUPERSEDED, student, why, shown.claim.item.path if shown else "")
    return lines


def _taken(files: Sequence[NamedCode], rules: Rules, note: Reason | None, student: str) -> Iterator[Received]:
    """A line for each file that counts, with what a TA should know of it first."""
    counts, untouched = counting(files, rules.exercises, rules.homes)
    by_exercise: defaultdict[str, list[str]] = defaultdict(list)
    for file in files:
        for name in file.code.defines & rules.exercises if rules.exercises else file.code.defines:
            if file.name not in untouched:  # the handout's own notebook beside the file that was written
                by_exercise[name].append(file.name)
    folded = Counter(file.claim.within.casefold() for file in files)
    for file in files:
        reason, detail = note or "", ""
        defined = frozenset() if file.name in untouched else file.code.defines
        others = [name for name in defined if len(by_exercise.get(name, ())) > 1]
        instead = next((counts[name] for name in sorted(file.code.defines) if counts.get(name, file) is not file), None)
        if file.code.broken:
            reason, detail = Reason.SYNTAX_ERROR, file.code.broken
        elif others and instead is not None:
            reason, detail = rule(file, instead, rules.homes), instead.claim.item.path
        elif others:
            said = {other for name in others for other in by_exercise[name] if other != file.name}
            reason, detail = Reason.SAME_EXERCISES, ", ".join(sorted(said))
        elif folded[file.claim.within.casefold()] > 1:
            reason, detail = Reason.COLLIDING_NAME, file.name
        elif stem(file.name).casefold() in _SHADOWED:
            reason = Reason.SHADOWS_MODULE
        yield Received(file.claim.item.path, Fate.TAKEN, student, reason, detail)


def _of_weeks(lines: Iterable[Received], files: Sequence[NamedCode], rules: Rules) -> Iterator[Received]:
    """The lines of files that count, with the other week that a file looks like."""
    defines = {file.claim.item.path: file.code.defines for file in files}
    whole = frozenset().union(*defines.values())
    for line_ in lines:
        week = rules.other_week(defines[line_.path], whole)
        yield replace(line_, reason=Reason.OTHER_WEEK, detail=week) if week else line_


def _with_texts(lines: Iterable[Received], files: Sequence[NamedCode], rules: Rules) -> Iterator[Received]:
    """The lines of files that count, with the exercises in cells of text alone."""
    code = {file.claim.item.path: file.code for file in files}
    written = frozenset().union(*(one.defines for one in code.values()))
    for line_ in lines:
        unrun = (code[line_.path].in_text & rules.exercises) - written
        yield replace(line_, reason=Reason.TEXT_CELLS, detail=", ".join(sorted(unrun))) if unrun else line_


def _submissions(
    student: str,
    parts: Sequence[tuple[tuple[NamedCode, ...], tuple[Bundle, ...]]],
    lines: tuple[Received, ...],
    rules: Rules,
) -> tuple[Submission, ...]:
    made: dict[str, Submission] = {}
    counted = frozenset(file.claim.item.path for files, _ in parts for file in files)
    for files, taken in parts:
        sources = tuple(replace(file.code.source, name=file.name) for file in files)
        received = max((bundle.received for bundle in taken if bundle.received), default=None)
        key = digest(sources)
        said = {bundle.lms_mark for bundle in taken}
        mark = LmsLateness.LATE if LmsLateness.LATE in said else said.pop() if len(said) == 1 else LmsLateness.NONE
        paths = frozenset(file.claim.item.path for file in files)
        kept = files[0].claim.item.path if files else ""
        own = tuple(_of_attempt(line_, paths, counted, kept=kept) for line_ in lines)
        made.setdefault(key, Submission(student, rules.week, sources, key, received, own, mark))
    return tuple(made.values())


def _of_attempt(line: Received, own: frozenset[str], counted: frozenset[str], *, kept: str) -> Received:
    """The line of a file for one of several attempts, to which the others give way.

    `own`: the paths of this attempt, `counted` of all of them, `kept` the first of its own.
    """
    if line.path not in counted or line.path in own:
        return line
    return replace(line, fate=Fate.SUPERSEDED, reason=Reason.SEVERAL_ATTEMPTS, detail=kept)


def digest(sources: Sequence[Source]) -> str:
    """SHA-256 of names and cells, in the order they are run.

    The same work has the same digest, however it came in.
    """
    text = json.dumps([[source.name, source.cells] for source in sources], ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode("utf-8", "backslashreplace"))

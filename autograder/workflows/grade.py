"""A class's files → marks on record, a page each, and the page of the class."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from autograder import submissions
from autograder.execution import Runner, open_runner
from autograder.files import sweep
from autograder.grading.provenance import provenance
from autograder.model import (
    Assignment,
    AttemptPolicy,
    Circumstances,
    Fate,
    Final,
    Grade,
    Reason,
    Received,
    Signed,
    Status,
    Student,
    Submission,
)
from autograder.report.pages import ClassReport, write_class
from autograder.report.pages.ownerless import options_as_given
from autograder.store.uploads import Uploads
from autograder.workflows.feedback import FeedbackFolder
from autograder.workflows.intake import given_away, same_circumstances, told_earlier, waiting_elsewhere, with_earlier
from autograder.workflows.opening import exercises_elsewhere, meanwhile, open_judge, open_store, read_week
from autograder.workflows.progress import SILENT, Progress
from autograder.workflows.report import unproven
from autograder.workflows.worth import judged, missing, possible_owners, valued, week_version

if TYPE_CHECKING:
    from autograder.judge import Judge
    from autograder.store.store import Store


@dataclass(frozen=True, slots=True)
class GradedClass:
    """The worth of every student's work, the fate of every file, and what was odd.

    `astray`: settled paths that nothing received stands at; `unlike_ids`: of the roster, perhaps no student numbers. `unused`: its
    columns that nobody understood.
    """

    report: ClassReport
    astray: tuple[str, ...]
    unlike_ids: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def needs_person(self) -> bool:
        """True where a student's work, or a file without an owner, waits for a person."""
        unowned = any(file.fate in {Fate.UNMATCHED, Fate.UNREADABLE} and not file.student for file in self.report.files)
        return unowned or any(final.status.needs_person for final in self.report.grades)


def grade(
    week: str,
    paths: Sequence[Path],
    *,
    out: Path,
    course: Path,
    signed: Signed,
    roster: Path | None = None,
    attempts: AttemptPolicy = AttemptPolicy.LAST,
    store: str | None = None,
    cluster: str | None = None,
    jobs: int = 1,
    trusted_only: bool = False,
    fresh: bool = False,
    progress: Progress = SILENT,
) -> GradedClass:
    """Grade a class.

    What is on record already is not run again, unless `fresh`.
    """
    started = time.time()
    students = submissions.read_roster(roster) if roster else ()
    progress.stage("opening")
    assignment = read_week(week, course)
    with open_store(store, course) as record:
        progress.stage("reading")
        collection = _collect(record, assignment, paths, students, attempts)
        handed_in = tuple(dict.fromkeys(work.student for work in collection.submissions))
        progress.stage("starting")
        with (
            meanwhile(open_runner(assignment, cluster=cluster, jobs=jobs, trusted_only=trusted_only)) as runner_is_open,
            open_judge(assignment) as judge,
        ):
            assignment, runner, first = judge.assignment, runner_is_open(), unproven(judge, course)
            record.adopt(week_version(assignment, judge), signed)
            before, settled = record.intake(assignment.week), record.settled(assignment.week)
            intake = with_earlier(before, collection, students, settled, assignment.week)
            record.keep_intake(intake, signed)
            pages = _feedback(out, judge, students, record)
            progress.stage("grading")
            progress.begin(len(handed_in), runner.running)
            graded = grade_works(
                judge,
                collection.submissions,
                runner=runner,
                signed=signed,
                store=record,
                pages=pages,
                fresh=fresh,
                progress=progress,
            )
            finals: dict[str, Final] = {}
            gave_way: dict[tuple[str, str], Received] = {}
            for grade, final in graded:
                finals[final.student] = final
                gave_way |= {(file.path, file.student): file for file in _other_attempts(grade)}
        progress.stage("pages")
        isolation = str(runner.isolation)
        absent = tuple(student.id for student in students if student.id not in finals)
        revoke_given_away(record, assignment, handed_in, intake.files, isolation=isolation, signed=signed)
        standing: list[Grade] = []
        for grade, final, circumstances in grade_absent(
            record, assignment, absent, intake.files, isolation=isolation, signed=signed
        ):
            pages.write(grade, final, circumstances)
            finals[final.student] = final
            standing += [grade]
        costs = record.costs(assignment.week)
    counted = tuple(finals[student] for student in (*handed_in, *absent))
    elsewhere = waiting_elsewhere(intake.files, collection, standing) if students else ()
    files = (*(gave_way.get((file.path, file.student), file) for file in collection.files), *elsewhere)
    told = ClassReport(counted, assignment, files, students, costs, options_as_given(store, course), first)
    write_class(out, told)
    sweep(out, started)
    known = tuple(f"{file.path}/" for file in intake.files)
    strays = tuple(
        path for path in collection.stray_settlements if not any(file.startswith(f"{path}/") for file in known)
    )
    unlike_ids = submissions.unlike_ids(students)
    unused = submissions.unused_columns(students)
    return GradedClass(told, strays, unlike_ids, unused)


def _other_attempts(grade: Grade) -> Iterator[Received]:
    """Files of attempts that gave way to the best one, now that it is known."""
    for file in grade.submission.files if grade.submission else ():
        if file.reason == Reason.SEVERAL_ATTEMPTS and file.fate is Fate.SUPERSEDED:
            yield file


def _collect(
    record: Store, assignment: Assignment, paths: Sequence[Path], students: Sequence[Student], attempts: AttemptPolicy
) -> submissions.Collection:
    """Works of the class, and the fate of every file.

    Owners that a person named stand.
    """
    return submissions.collect(
        paths,
        week=assignment.week,
        roster=students or None,
        exercises=assignment.exercises,
        attempts=attempts,
        due=assignment.due,
        zone=ZoneInfo(assignment.zone),
        elsewhere=exercises_elsewhere(assignment),
        settled=record.settled(assignment.week),
    )


def _feedback(out: Path, judge: Judge, students: Sequence[Student], record: Store) -> FeedbackFolder:
    by_id = {student.id: student for student in students}
    return FeedbackFolder(out, judge.assignment, judge, by_id, record.published(judge.assignment.week), Uploads(record))


# ---------------------------------------------------------------------- those whose work came


@dataclass(frozen=True, slots=True)
class Attempt:
    """A work and its grade.

    `stands`: that grade is the student's on record already. `anew`: it takes the place of one of the same work.
    """

    grade: Grade
    stands: bool = False
    anew: bool = False


def grade_works(
    judge: Judge,
    works: Iterable[Submission],
    *,
    runner: Runner,
    signed: Signed,
    store: Store | None = None,
    pages: FeedbackFolder | None = None,
    fresh: bool = False,
    progress: Progress = SILENT,
    is_ours: Callable[[str], bool] | None = None,
) -> Iterator[tuple[Grade, Final]]:
    """Every student's grade and its worth, who is on record first.

    Durable, counted and on its page before it is given. Of several attempts of one student the best counts. Without a store
    nothing is kept. `is_ours`: asked at the last moment, False for a student whose work somebody else grades by now: nothing is
    kept then.
    """
    assignment = judge.assignment
    by_student: defaultdict[str, list[Submission]] = defaultdict(list)
    for work in works:
        by_student[work.student].append(work)
    circumstances = store.circumstances(assignment.week, also=by_student) if store else {}
    known = None if fresh else store
    for attempts in _attempts(judge, by_student, runner, known, tapes=pages is not None):
        if is_ours is not None and not is_ours(attempts[0].grade.student):
            continue
        decided = circumstances.get(attempts[0].grade.student, Circumstances())
        best = max(attempts, key=lambda attempt: valued(assignment, attempt.grade, decided).points)
        grade = _keep(store, judge, best, attempts, signed, fresh=fresh) if store else best.grade
        progress.done()  # what is on record has been counted, whoever interrupts the drawing of its page
        final = valued(assignment, grade, decided)
        if pages:
            pages.write(grade, final, decided)
        yield replace(grade, recording=None), final


def _attempts(
    judge: Judge, by_student: Mapping[str, Sequence[Submission]], runner: Runner, store: Store | None, *, tapes: bool
) -> Iterator[list[Attempt]]:
    """Every student's attempts, graded.

    From the record where it has them all, else with tapes that are made now.
    """
    works, isolation = chain.from_iterable(by_student.values()), str(runner.isolation)
    to_run = [work for work in works if store is None or not _on_record(store, judge.assignment, work, isolation)]
    left_to_run = Counter(work.student for work in to_run)
    for student in by_student:
        if not left_to_run[student]:
            yield [_from_record(store, judge, work, isolation, tapes=tapes) for work in by_student[student]]
    run: defaultdict[str, dict[str, Attempt]] = defaultdict(dict)
    for work, recording in runner.recorded(to_run):
        run[work.student][work.digest] = Attempt(judged(judge, work, recording, isolation=isolation))
        left_to_run[work.student] -= 1
        if not left_to_run[work.student]:
            new = run.pop(work.student)
            yield [
                new.get(each.digest) or _from_record(store, judge, each, isolation, tapes=tapes)
                for each in by_student[work.student]
            ]


def _on_record(store: Store, assignment: Assignment, work: Submission, isolation: str) -> bool:
    """True where nothing needs to run: a grade or tapes made from just this are there."""
    made_from = provenance(assignment, work, isolation)
    return bool(store.finished(assignment.week, work.student, made_from) or store.recorded(made_from))


def _from_record(store: Store | None, judge: Judge, work: Submission, isolation: str, *, tapes: bool) -> Attempt:
    """The grade on record, or the one that the tapes on record earn.

    `tapes`: a page is to be drawn.
    """
    assert store is not None, "without a record every work runs"
    made_from = provenance(judge.assignment, work, isolation)
    grade = store.finished(judge.assignment.week, work.student, made_from)
    nothing_new = grade is not None and same_circumstances(grade.submission, work)
    recording = store.recorded(made_from) if tapes or not nothing_new else None
    if grade is not None and (nothing_new or recording is None):
        return Attempt(replace(grade, recording=recording if tapes else None), stands=True)
    assert recording is not None, "tapes on record are never taken away"
    told = told_earlier(work, grade.submission) if grade else work
    return Attempt(judged(judge, told, recording, isolation=isolation), anew=grade is not None)


def _keep(
    store: Store, judge: Judge, best: Attempt, attempts: Sequence[Attempt], signed: Signed, *, fresh: bool
) -> Grade:
    """Put the attempt that counts on record.

    Of the others the tapes are kept, so that they need not run again.
    """
    others = [attempt.grade for attempt in attempts if attempt is not best and attempt.grade.recording]
    version = week_version(judge.assignment, judge) if others else None
    for other in others:
        if other.recording and version:
            store.keep_recording(other.recording, other.provenance, version, signed)
    return best.grade if best.stands else store.save(best.grade, signed, fresh=fresh or best.anew)


# ---------------------------------------------------------------------- those of whom nothing came


def grade_absent(
    store: Store,
    assignment: Assignment,
    students: Collection[str],
    files: Sequence[Received],
    *,
    isolation: str,
    signed: Signed,
) -> Iterator[tuple[Grade, Final, Circumstances]]:
    """Students of whom nothing came this time.

    What stands on record, or else that nothing was handed in.
    """
    circumstances = store.circumstances(assignment.week, also=students)
    asked_about = possible_owners(files, students)
    for student in students:
        status = Status.UNOWNED if student in asked_about else Status.MISSING
        grade = store.fill(missing(assignment, student, isolation, status), signed)
        yield grade, valued(assignment, grade, circumstances[student]), circumstances[student]


def revoke_given_away(
    store: Store,
    assignment: Assignment,
    handed_in: Collection[str],
    files: Sequence[Received],
    *,
    isolation: str,
    signed: Signed,
) -> None:
    """Take back grades of work that a person has since given to another, or set aside."""
    for grade in list(store.grades(assignment.week)):
        if grade.student not in handed_in and given_away(grade, files):
            status = Status.UNOWNED if possible_owners(files, {grade.student}) else Status.MISSING
            store.save(missing(assignment, grade.student, isolation, status), signed, fresh=True)

"""Rows of the record → grades, what they are worth, and all that happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from autograder.changes.moves import PublishedMarks
from autograder.errors import RecordError
from autograder.grading.final import final
from autograder.grading.late import how_late
from autograder.model import (
    Circumstances,
    Cost,
    Decision,
    DecisionKind,
    Event,
    Final,
    Grade,
    Intake,
    Provenance,
    Publication,
    Recording,
    Signed,
    Status,
    Submission,
    WeekVersion,
)
from autograder.store import rows
from autograder.store.database import Database
from autograder.store.packing import LOOP, signed_of, unpack
from autograder.store.schema import (
    decisions,
    grades,
    intakes,
    publications,
    recordings,
    standings,
    submissions,
    tapes,
    weeks,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

PAGE = 256
"""Grades read at once; between two pages nothing is held, so a class of any size passes through in little memory."""


class StoreReader(Database):
    """Everything that is asked of the record.

    Each answer is one transaction; a class comes page by page.
    """

    # ------------------------------------------------------------------ one student

    def grade_of(self, week: str, student: str) -> Grade | None:
        """A student's grade that counts, with its submission; None where there is none."""
        with self._reading() as db:
            row = rows.standing_of(db, week, student)
        return rows.grade(row) if row else None

    def final_of(self, week: str, student: str) -> tuple[Grade, Final] | None:
        """A student's grade and its worth, by the week's version and people's decisions.

        None where there is none.
        """
        grade = self.grade_of(week, student)
        if grade is None:
            return None
        version = self.version(week)
        return grade, final(grade, self.circumstances_of(week, student), due=version.due, late=version.late)

    def circumstances_of(self, week: str, student: str) -> Circumstances:
        """Facts of a student's week besides the grade.

        The late days of earlier weeks are among them.
        """
        return self._circumstances(week, also=(student,), among=(student,))[student]

    def finished(self, week: str, student: str, provenance: Provenance) -> Grade | None:
        """A student's grade that counts, if it is finished and was made from just this."""
        with self._reading() as db:
            row = rows.finished(db, week, student, provenance)
        return rows.grade(row) if row else None

    def tapes(self, week: str, student: str, exercises: Collection[str] | None = None) -> Recording | None:
        """The tapes a student's grade was judged on, of some exercises if that is enough."""
        with self._reading() as db:
            row = rows.standing_of(db, week, student)
            return rows.recording(db, row.recording, exercises) if row and row.recording else None

    def recorded(self, provenance: Provenance) -> Recording | None:
        """Whole tapes made from just this: nothing needs to run.

        Checks may have changed since; probes may not.
        """
        with self._reading() as db:
            row = rows.recorded(db, provenance)
            return rows.recording(db, row) if row else None

    def history(self, week: str, student: str) -> tuple[Event, ...]:
        """All that happened to a student's week, in the order of time."""
        with self._reading() as db:
            events = [
                Event(signed_of(row), unpack(row.packed, kind))
                for table, kind in HISTORY
                for row in db.execute(select(table).where(table.c.week == week, table.c.student == student))
            ]
        return tuple(sorted(events, key=lambda event: event.signed.at))

    # ------------------------------------------------------------------ a class

    def students(self, week: str) -> tuple[str, ...]:
        """The ids of all who have a grade, sorted."""
        query = select(standings.c.student).where(standings.c.week == week, standings.c.grade.is_not(None))
        with self._reading() as db:
            return tuple(db.execute(query.order_by(standings.c.student)).scalars())

    def maybe_waiting(self, week: str) -> tuple[str, ...]:
        """Students whose week may wait for a person: all others' surely does not.

        By what stands in columns, so that a course of many weeks is looked through at once.
        """
        joined = standings.join(grades, standings.c.grade == grades.c.id)
        joined = joined.outerjoin(submissions, grades.c.submission == submissions.c.id)
        timeless = grades.c.submission.is_not(None) & submissions.c.received.is_(None)
        waits = grades.c.status.in_([str(status) for status in Status if status.needs_person]) | timeless
        query = select(standings.c.student).select_from(joined).where(standings.c.week == week, waits)
        with self._reading() as db:
            return tuple(db.execute(query.order_by(standings.c.student)).scalars())

    def intake(self, week: str) -> Intake | None:
        """The roster and the files of a week as it was last graded.

        None where it never was, or by an earlier kit.
        """
        with self._reading() as db:
            packed = latest_intakes(db, week).get(week)
        return unpack(packed, Intake) if packed else None

    def intakes(self) -> tuple[Intake, ...]:
        """The latest intake of each week."""
        with self._reading() as db:
            found = latest_intakes(db)
        return tuple(unpack(found[week], Intake) for week in sorted(found))

    def grades(self, week: str, *, tapes: bool = False) -> Iterator[Grade]:
        """The grades that count, by student id, with their submissions.

        Their recordings come too if asked for.
        """
        return self._paged(week, tapes=tapes)

    def finals(self, week: str) -> Iterator[tuple[Grade, Final]]:
        """Every grade that counts, and its worth once people have decided."""
        for grade, _, worth in self._worth(week):
            yield grade, worth

    def circumstances(self, week: str, *, also: Iterable[str] = ()) -> Mapping[str, Circumstances]:
        """Facts of each student's week besides the grade.

        The late days of earlier weeks are among them.

        `also`: students of whom this week has nothing yet.
        """
        return self._circumstances(week, also=also)

    def circumstances_to_weigh(self, week: str) -> Mapping[str, Circumstances]:
        """Facts for the version in force.

        Late days of earlier weeks are told of those alone who may pay from them: most of a class is in time.
        """
        due = self.version(week).due
        return self._circumstances(week, paying=lambda known: _may_pay(known, due))

    def students_with_bare_loops(self, week: str) -> frozenset[str]:
        """Students whose grade was judged on a notebook's bare loops."""
        joined = standings.join(grades, standings.c.grade == grades.c.id)
        joined = joined.join(tapes, tapes.c.recording == grades.c.recording)
        query = select(standings.c.student).select_from(joined)
        with self._reading() as db:
            found = db.execute(query.where(standings.c.week == week, tapes.c.exercise == LOOP)).scalars()
            return frozenset(found)

    def costs(self, week: str) -> Mapping[str, Cost]:
        """Resources that running each student's work took, of those that were run."""
        joined = standings.join(grades, standings.c.grade == grades.c.id)
        joined = joined.join(recordings, recordings.c.id == grades.c.recording)
        query = select(standings.c.student, recordings.c.packed).select_from(joined)
        with self._reading() as db:
            found = db.execute(query.where(standings.c.week == week).order_by(standings.c.student))
            return {student: unpack(packed, Recording).cost for student, packed in found}

    # ------------------------------------------------------------------ a week

    def settled(self, week: str) -> Mapping[str, str]:
        """Files whose owner a person named: path → student id.

        A group's ids with commas, "" for nobody's.
        """
        query = select(decisions.c.subject, decisions.c.student, decisions.c.text, decisions.c.withdrawn)
        query = query.where(decisions.c.week == week, decisions.c.kind == DecisionKind.SETTLED)
        with self._reading() as db:
            last = {row.subject: row for row in db.execute(query.order_by(decisions.c.id))}
        return {path: row.text or row.student for path, row in last.items() if not row.withdrawn}

    def versions(self, week: str) -> tuple[WeekVersion, ...]:
        """All versions a week was graded on, the one in force last.

        Raises RecordError for a week never graded.
        """
        return tuple(version for _, version in self._adopted(week))

    def version(self, week: str) -> WeekVersion:
        """The version in force. Raises RecordError for a week never graded."""
        return self.versions(week)[-1]

    def published(self, week: str) -> PublishedMarks:
        """Everything students of a week were shown, in the order of time.

        On which versions, too.
        """
        query = select(publications.c.student, publications.c.packed).where(publications.c.week == week)
        shown: defaultdict[str, tuple[Publication, ...]] = defaultdict(tuple)
        with self._reading() as db:
            for row in db.execute(query.order_by(publications.c.id)):
                shown[row.student] += (unpack(row.packed, Publication),)
        return PublishedMarks(self._adopted(week), dict(shown))

    def unpublished(self, week: str, signed: Signed) -> Iterator[Publication]:
        """Publications that publishing now would make, student by student."""
        published = self.published(week)
        for _, known, worth in self._worth(week, works=False):
            made = published.new(worth, known, signed)
            if made:
                yield made

    # ------------------------------------------------------------------ transactions and parts of them

    def _paged(self, week: str, *, tapes: bool = False, works: bool = True) -> Iterator[Grade]:
        last, size, read = "", 1 if tapes else PAGE, rows.grade if works else rows.grade_alone
        while True:
            query = rows.standing(standings.c.week == week, standings.c.student > last)
            query = (
                query if works else query.with_only_columns(standings.c.student, grades.c.packed, grades.c.submission)
            )
            with self._reading() as db:
                page = db.execute(query.order_by(standings.c.student).limit(size)).all()
                found = [rows.whole_grade(db, row) if tapes else read(row) for row in page]
            yield from found
            if len(page) < size:
                return
            last = page[-1].student

    def _worth(self, week: str, *, works: bool = True) -> Iterator[tuple[Grade, Circumstances, Final]]:
        """Every grade that counts, what else is known of it, and its worth by both."""
        version, circumstances = self.version(week), self.circumstances_to_weigh(week)
        for grade in self._paged(week, works=works):
            known = circumstances.get(grade.student, Circumstances())
            yield grade, known, final(grade, known, due=version.due, late=version.late)

    def _circumstances(
        self,
        week: str,
        *,
        also: Iterable[str] = (),
        among: Collection[str] | None = None,
        paying: Callable[[Circumstances], bool] | None = None,
    ) -> dict[str, Circumstances]:
        """Facts of a week.

        `among`: of some students alone. `paying`: those whose late days of before are told; None: all.
        """
        with self._reading() as db:
            found = rows.circumstances(db, {week: None}, among=among)[week]
            here = {each: Circumstances() for each in also} | found
            if paying:
                asked = [each for each, known in here.items() if paying(known)]
                # of many, a list of names costs more than it saves
                among = asked if 2 * len(asked) < len(here) else None
            used = _late_days_spent(db, rows.that_spend_late_days(db, week), among)
        return here | {each: replace(here[each], budget_used=days) for each, days in used.items() if each in here}

    def _adopted(self, week: str) -> tuple[tuple[Signed, WeekVersion], ...]:
        with self._reading() as db:
            query = select(weeks).where(weeks.c.week == week).order_by(weeks.c.id)
            adopted = tuple((signed_of(row), unpack(row.packed, WeekVersion)) for row in db.execute(query))
        if not adopted:
            raise RecordError(
                f"The store {self.name} has no {week}. Grade it first: autograder grade {week} SUBMISSIONS…."
            )
        return adopted


def _late_days_spent(
    db: Connection, versions: Sequence[WeekVersion], among: Collection[str] | None
) -> Mapping[str, int]:
    """Late days that students spent in some weeks, as due."""
    used: Counter[str] = Counter()
    found = rows.circumstances(db, {version.week: version.due for version in versions}, among=among) if versions else {}
    for version in versions:
        for each, known in found[version.week].items():
            before = replace(known, budget_used=used[each]) if each in used else known
            if days := how_late(before, due=version.due, late=version.late).spent:
                used[each] += days
    return used


def _may_pay(known: Circumstances, due: datetime | None) -> bool:
    """True for work that is late, or may be by what a person decided."""
    return bool(known.decisions) or (known.received is not None and due is not None and known.received > due)


HISTORY = ((submissions, Submission), (grades, Grade), (decisions, Decision), (publications, Publication))


def latest_intakes(db: Connection, week: str = "") -> dict[str, bytes]:
    """The packed intakes in force, of one week or of all."""
    query = select(intakes.c.week, intakes.c.packed).order_by(intakes.c.id)
    return {row.week: row.packed for row in db.execute(query.where(intakes.c.week == week) if week else query)}

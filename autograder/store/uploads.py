"""Uploads → rows with their receipt and their job, and the queue of these jobs."""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select, union, update

from autograder.clock import utc, zoned
from autograder.model import JobState, QueuePlace, QueueState, Upload, UploadedFile
from autograder.store import rows
from autograder.store.database import Database
from autograder.store.rows import upsert
from autograder.store.schema import (
    blobs,
    decisions,
    drawings,
    grades,
    jobs,
    looks,
    publications,
    standings,
    submissions,
    uploaded_files,
    uploads,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection, Select

    from autograder.model import Grade

MOST_TRIES = 3
"""Times that a job is begun, before a person looks at why it does not end."""

_RECENT = 20
"""Jobs done last, whose mean time tells how long the next will take."""

_LOOKED_AT = 4
"""Jobs that a claim looks at, for each that it may take: the others are left to other workers."""
_DEFLATED = b"\x78"
"""The first byte of what zlib made smaller; a list as msgpack has it never begins so. Earlier kits kept it as it was."""
_OPEN = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class OpenJobs:
    """Jobs that wait or run, in the order they came, and the seconds that one takes."""

    states: Mapping[int, JobState]
    seconds: float | None = None

    def place(self, number: int) -> QueuePlace:
        """Jobs that come before an upload's, and how long they may take."""
        before = bisect_left(list(self.states), number)
        return QueuePlace(before, None if self.seconds is None else round(self.seconds * (before + 1), 1))


class Uploads(Database):
    """Everything students handed in through the portal.

    Every method is one transaction.
    """

    # ------------------------------------------------------------------ handing in

    def hand_in(self, upload: Upload, files: Mapping[str, bytes]) -> Upload:
        """Keep an upload, its files and its job, all or none → the upload with its id.

        `upload.files` names the digests of `files`, by name.
        """
        with self._writing() as db:
            row = {"week": upload.week, "student": upload.student, "at": utc(upload.at), "receipt": upload.receipt}
            made = db.execute(uploads.insert().values(row)).inserted_primary_key
            assert made is not None
            number = made[0]
            for file in upload.files:
                upsert(db, blobs, {"digest": file.digest, "bytes": files[file.name]})
                named = {"upload": number, "name": file.name, "blob": file.digest, "size": file.size}
                db.execute(uploaded_files.insert().values(named))
            db.execute(jobs.insert().values(upload=number, state=JobState.WAITING))
            return _whole(db, _select().where(uploads.c.id == number))[0]

    def upload(self, number: int) -> Upload | None:
        """An upload by its id; None where there is none."""
        with self._reading() as db:
            found = _whole(db, _select().where(uploads.c.id == number))
        return found[0] if found else None

    def attempts(self, week: str, student: str) -> tuple[Upload, ...]:
        """A student's uploads for a week, the newest first."""
        query = _select().where(uploads.c.week == week, uploads.c.student == student)
        with self._reading() as db:
            return _whole(db, query.order_by(uploads.c.id.desc()))

    def weeks_of(self, student: str) -> tuple[str, ...]:
        """Weeks of which anything is kept of a student, sorted."""
        kept = (uploads, standings, decisions, publications, looks)
        query = union(*(select(table.c.week).where(table.c.student == student) for table in kept))
        with self._reading() as db:
            return tuple(sorted(db.execute(query).scalars()))

    def contents_of(self, number: int) -> dict[str, bytes]:
        """The bytes of an upload, by file name."""
        joined = uploaded_files.join(blobs, uploaded_files.c.blob == blobs.c.digest)
        query = select(uploaded_files.c.name, blobs.c.bytes).select_from(joined)
        with self._reading() as db:
            found = db.execute(query.where(uploaded_files.c.upload == number).order_by(uploaded_files.c.name))
            return {row.name: bytes(row.bytes) for row in found}

    def grade_of_work(self, week: str, student: str, received: Sequence[datetime], *, until: datetime) -> Grade | None:
        """The last grade, with tapes, of work that came at these times or else before.

        One that stood is not made again of the same work: then it is the one before.
        """
        came, at = submissions.c.received, [utc(each) for each in received]
        with self._reading() as db:
            for where in (came.in_(at), came <= utc(until)):
                found = db.execute(rows.ever_made(week, student, where).limit(1)).first()
                if found:
                    return rows.whole_grade(db, found)
        return None

    def most_of_other_work(self, grade: Grade) -> float:
        """The most points that other work of a student's week earned, out of as many."""
        joined = grades.join(submissions, grades.c.submission == submissions.c.id)
        mine = (grades.c.week == grade.week, grades.c.student == grade.student, grades.c.out_of == grade.out_of)
        query = select(func.max(grades.c.points)).select_from(joined)
        with self._reading() as db:
            found = db.execute(query.where(*mine, submissions.c.digest != grade.provenance.submission)).scalar()
        return float(found or 0.0)

    # ------------------------------------------------------------------ the queue

    def open_jobs(self) -> OpenJobs:
        """All jobs that wait or run, and the seconds that one takes by the last ones done."""
        query = select(jobs.c.upload, jobs.c.state).where(jobs.c.state.in_(_OPEN)).order_by(jobs.c.upload)
        recent = select(jobs.c.begun, jobs.c.ended).where(jobs.c.state == JobState.DONE, jobs.c.begun.is_not(None))
        with self._reading() as db:
            states = {row.upload: JobState(row.state) for row in db.execute(query)}
            done = db.execute(recent.order_by(jobs.c.ended.desc()).limit(_RECENT)).all()
        if len(done) < 2:  # noqa: PLR2004 - one moment tells no rate
            return OpenJobs(states)
        first, last = min(zoned(row.begun) for row in done), max(zoned(row.ended) for row in done)
        return OpenJobs(states, (last - first).total_seconds() / len(done))

    def place(self, number: int) -> QueuePlace:
        """Jobs that come before an upload's, and how long they may take."""
        return self.open_jobs().place(number)

    def claim(self, worker: str, *, now: datetime, lease: timedelta, most: int) -> tuple[Upload, ...]:
        """Take the next jobs of one week, at most one a student, until the lease ends.

        A job whose worker let its lease run out, or that did not end, is taken again, alone: whatever it does to its worker,
        it does to no other. One begun `MOST_TRIES` times is set aside. An upload
        that a newer one of the same student and week follows is superseded.
        """
        now = utc(now)
        free = or_(jobs.c.state == JobState.WAITING, (jobs.c.state == JobState.RUNNING) & (jobs.c.lease < now))
        query = (
            _select()
            .where(free)
            .order_by(jobs.c.upload)
            .limit(most * _LOOKED_AT)
            .with_for_update(of=jobs, skip_locked=True)
        )
        taken: list[int] = []
        busy: set[str] = set()
        week, alone = "", False
        with self._writing() as db:
            for row in db.execute(query).all():
                if _followed(db, row):
                    _set(db, row.id, state=JobState.SUPERSEDED, ended=now)
                elif row.tries >= MOST_TRIES:
                    _set(db, row.id, state=JobState.SET_ASIDE, ended=now, note=row.note or "it did not end")
                elif (
                    len(taken) < (1 if row.tries or alone else most)
                    and row.week == (week or row.week)
                    and row.student not in busy
                    and not _being_run(db, row, now)
                ):
                    held = {"worker": worker, "lease": now + lease, "begun": now, "tries": row.tries + 1}
                    _set(db, row.id, state=JobState.RUNNING, **held)
                    alone = bool(row.tries)
                    taken.append(row.id)
                    busy.add(row.student)
                    week = row.week
            return _whole(db, _select().where(uploads.c.id.in_(taken)).order_by(uploads.c.id))

    def renew(self, worker: str, numbers: Iterable[int], until: datetime) -> frozenset[int]:
        """Hold jobs for longer → those that are still this worker's."""
        mine = _leased_by(worker, numbers)
        with self._writing() as db:
            db.execute(update(jobs).where(mine).values(lease=utc(until)))
            return frozenset(db.execute(select(jobs.c.upload).where(mine)).scalars())

    def finish(self, worker: str, number: int, state: JobState, *, now: datetime, note: str = "") -> bool:
        """Say how a job ended → False where its lease was lost to another worker."""
        with self._writing() as db:
            ended = db.execute(
                update(jobs).where(_leased_by(worker, [number])).values(state=state, ended=utc(now), note=note)
            )
            return ended.rowcount == 1

    def release(self, worker: str, numbers: Iterable[int], note: str) -> None:
        """Put jobs of this worker back into the queue, with what kept it from ending them."""
        with self._writing() as db:
            db.execute(update(jobs).where(_leased_by(worker, numbers)).values(state=JobState.WAITING, note=note))

    def keep_drawings(self, provenance: str, packed: bytes) -> None:
        """Keep a grade's pictures by the digest of its provenance.

        For pages that are drawn without a solution.
        """
        with self._writing() as db:
            small = zlib.compress(packed)
            upsert(db, drawings, {"provenance": provenance, "packed": small}, renew=("packed",))

    def drawings_of(self, provenance: str) -> bytes | None:
        """The pictures of a grade; None where there are none."""
        with self._reading() as db:
            kept = db.execute(select(drawings.c.packed).where(drawings.c.provenance == provenance)).scalar()
        packed = bytes(kept) if kept else None
        return zlib.decompress(packed) if packed and packed.startswith(_DEFLATED) else packed

    def requeue(self, number: int) -> None:
        """Put a job that was set aside back into the queue."""
        with self._writing() as db:
            _set(db, number, state=JobState.WAITING, tries=0, note="")

    def set_aside(self) -> tuple[Upload, ...]:
        """Uploads whose grading did not end."""
        with self._reading() as db:
            return _whole(db, _select().where(jobs.c.state == JobState.SET_ASIDE).order_by(uploads.c.id))

    def counts(self) -> dict[JobState, int]:
        """Jobs by state."""
        with self._reading() as db:
            found = db.execute(select(jobs.c.state, func.count().label("many")).group_by(jobs.c.state))
            return {JobState(row.state): row.many for row in found}

    def queue(self, *, now: datetime) -> QueueState:
        """How long the oldest job has waited, and how many graders hold a lease."""
        joined = uploads.join(jobs, jobs.c.upload == uploads.c.id)
        oldest = select(func.min(uploads.c.at)).select_from(joined).where(jobs.c.state == JobState.WAITING)
        alive = (jobs.c.state == JobState.RUNNING, jobs.c.lease >= utc(now))
        with self._reading() as db:
            since = db.execute(oldest).scalar()
            graders = db.execute(select(func.count(jobs.c.worker.distinct())).where(*alive)).scalar_one()
        return QueueState((utc(now) - zoned(since)).total_seconds() if since else 0.0, graders)


def _select() -> Select[Any]:
    return select(uploads, jobs.c.state, jobs.c.tries, jobs.c.note).select_from(
        uploads.join(jobs, jobs.c.upload == uploads.c.id)
    )


def _whole(db: Connection, query: Select[Any]) -> tuple[Upload, ...]:
    found: Sequence[Any] = db.execute(query).all()
    named: dict[int, list[UploadedFile]] = {row.id: [] for row in found}
    parts = select(uploaded_files).where(uploaded_files.c.upload.in_(list(named)))
    for part in db.execute(parts.order_by(uploaded_files.c.name)):
        named[part.upload].append(UploadedFile(part.name, part.blob, part.size))
    return tuple(
        Upload(
            id=row.id,
            week=row.week,
            student=row.student,
            at=zoned(row.at),
            receipt=row.receipt,
            files=tuple(named[row.id]),
            state=JobState(row.state),
            tries=row.tries,
            note=row.note,
        )
        for row in found
    )


def _followed(db: Connection, row: Any) -> bool:
    later = (uploads.c.week == row.week, uploads.c.student == row.student, uploads.c.id > row.id)
    return db.execute(select(uploads.c.id).where(*later).limit(1)).scalar() is not None


def _being_run(db: Connection, row: Any, now: datetime) -> bool:
    """True while another worker grades an upload of the same student and week.

    The later one must end later.
    """
    query = select(uploads.c.id).join(jobs, jobs.c.upload == uploads.c.id)
    query = query.where(uploads.c.week == row.week, uploads.c.student == row.student, uploads.c.id != row.id)
    query = query.where(jobs.c.state == JobState.RUNNING, jobs.c.lease >= now)
    return db.execute(query.limit(1)).scalar() is not None


def _leased_by(worker: str, numbers: Iterable[int]) -> ColumnElement[bool]:
    """The jobs among these that are still a worker's."""
    return and_(jobs.c.upload.in_(list(numbers)), jobs.c.worker == worker, jobs.c.state == JobState.RUNNING)


def _set(db: Connection, number: int, **values: Any) -> None:
    db.execute(update(jobs).where(jobs.c.upload == number).values(**values))

"""Hand-ins, extensions, decisions, publications, requests and looks in any order: both databases tell the same history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from autograder.errors import RecordError
from autograder.files import sha256
from autograder.grading.bucket import looks_left
from autograder.model import (
    Check,
    DecisionKind,
    FeedbackBucket,
    Grade,
    JobState,
    LatePolicy,
    Mark,
    Outcome,
    Provenance,
    Signed,
    Status,
    Submission,
    Upload,
    UploadedFile,
    Verdict,
    WeekVersion,
)
from autograder.store.glances import Glances
from autograder.store.looks import Looks
from autograder.store.members import Members
from autograder.store.store import Store
from autograder.store.uploads import Uploads
from autograder.workflows import decide
from tests.store.builders import decision

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
DUE = START + timedelta(hours=12)
STUDENTS = st.sampled_from(["kim", "lee"])
POINTS = st.sampled_from([0.0, 0.5, 1.0])
BUCKET = FeedbackBucket(looks=2, refill_hours=6)
WEEKS = count(1)
KINDS = st.sampled_from([DecisionKind.EXTENSION, DecisionKind.EXCUSE, DecisionKind.COMMENT, DecisionKind.POINTS])


class SameHistory(RuleBasedStateMachine):
    """The same steps on every store; after each of them all say the same."""

    stores: tuple[Store, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.week, self.now = f"week{next(WEEKS):02}", START
        self.sent: dict[str, int] = {}
        late = LatePolicy(per_day=0.1, budget_days=1)
        check = Check("mse.a", "mse", 1.0, "mse/lecture", {})
        for store in self.stores:
            store.adopt(WeekVersion(self.week, f"v {self.week}", (check,), due=DUE, late=late), self.by())

    def by(self, why: str = "why") -> Signed:
        return Signed("ta", self.now, why)

    def everywhere(self, step):
        """A step on each store: what it gives, or how it is refused, is the same."""
        given = []
        for store in self.stores:
            try:
                given.append(step(store))
            except RecordError as error:
                given.append(type(error))
        assert given.count(given[0]) == len(given)
        return given[0]

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule(student=STUDENTS, text=st.sampled_from([b"x = 1\n", b"x = 2\n"]))
    def hands_in(self, student, text):
        files = (UploadedFile("a.py", sha256(text), len(text)),)
        upload = Upload(0, self.week, student, self.now, "{}", files)
        self.everywhere(lambda store: Uploads(store).hand_in(upload, {"a.py": text}).files)
        self.sent[student] = self.sent.get(student, 0) + 1

    @rule(points=POINTS)
    def a_grader_works(self, points):
        def work(store):
            uploads, done = Uploads(store), []
            for taken in uploads.claim("w", now=self.now, lease=timedelta(minutes=1), most=8):
                made_from = Provenance(f"{taken.student} {taken.id} {taken.at}", f"v {taken.week}", "1", "2", "full")
                sent = Submission(taken.student, taken.week, (), made_from.submission, received=taken.at)
                outcome = Outcome.PASSED if points else Outcome.FAILED
                marks = (Mark(Verdict("mse.a", outcome), points, 1.0),)
                store.save(Grade(taken.student, taken.week, Status.GRADED, marks, made_from, sent), self.by())
                assert uploads.finish("w", taken.id, JobState.DONE, now=self.now)
                done.append((taken.student, taken.at))
            return done

        self.everywhere(work)

    @rule(student=STUDENTS, kind=KINDS, points=POINTS)
    def a_ta_decides(self, student, kind, points):
        more = {
            DecisionKind.EXTENSION: {"until": DUE + timedelta(days=2)},
            DecisionKind.EXCUSE: {},
            DecisionKind.COMMENT: {"subject": "mse.a", "text": "look"},
            DecisionKind.POINTS: {"subject": "mse.a", "points": points},
        }[kind]
        made = decision(kind, student, self.week, signed=self.by(), **more)
        self.everywhere(lambda store: store.decide(made))

    @rule(student=STUDENTS, kind=KINDS)
    def a_ta_undoes(self, student, kind):
        subject = "mse.a" if kind in {DecisionKind.COMMENT, DecisionKind.POINTS} else ""
        self.everywhere(
            lambda store: store.decide(
                *decide.undone(store, self.week, student, kind=kind, subjects=[subject], signed=self.by("undo")),
                signed=self.by("undo"),
            )
        )

    @rule()
    def the_instructor_publishes(self):
        shown = self.everywhere(lambda store: store.publish(self.week, self.by()))
        assert self.everywhere(lambda store: store.publish(self.week, self.by())) == ()
        assert len({each.student for each in shown}) == len(shown)

    @rule(student=STUDENTS, work=st.sampled_from("ab"))
    def looks(self, student, work):
        self.everywhere(lambda store: Looks(store).take(self.week, student, work, BUCKET, Signed(student, self.now)))

    @rule(student=STUDENTS)
    def a_ta_gives_looks(self, student):
        self.everywhere(lambda store: Looks(store).give(self.week, student, 1, self.by()))

    @rule(student=STUDENTS)
    def asks_for_a_second_look(self, student):
        self.everywhere(lambda store: Members(store).ask(self.week, student, "mse.a", "why?", now=self.now).reason)

    @precondition(lambda self: bool(Members(self.stores[0]).second_looks(week=self.week, unanswered=True)))
    @rule()
    def a_ta_answers(self):
        def answer(store):
            members = Members(store)
            (open_one, *_) = members.second_looks(week=self.week, unanswered=True)
            return members.answer(open_one.id, "seen", by="ta", now=self.now).answer

        self.everywhere(answer)

    @invariant()
    def all_stores_tell_the_same(self):
        for student in ("kim", "lee"):
            self.everywhere(lambda store, who=student: [event.what for event in store.history(self.week, who)])
            self.everywhere(lambda store, who=student: store.final_of(self.week, who))
            taken = self.everywhere(lambda store, who=student: Looks(store).of(self.week, who))
            assert looks_left(BUCKET, taken, self.now).left >= 0
            kept = self.everywhere(lambda store, who=student: len(Uploads(store).attempts(self.week, who)))
            assert kept == self.sent.get(student, 0)
        self.everywhere(lambda store: store.published(self.week).shown)
        for store in self.stores:
            worths = {final.student: final for _, final in store.finals(self.week)}
            glances = {each.student: each for each in Glances(store).of(self.week)}
            assert glances.keys() == worths.keys()
            for student, seen in glances.items():
                worth = worths[student]
                lost = [mark.verdict.check for mark in worth.marks if mark.points < mark.out_of]
                assert (seen.status, seen.points, seen.out_of) == (worth.status, worth.points, worth.out_of)
                assert (seen.minutes_late, seen.first_wrong) == (worth.lateness.minutes, lost[0] if lost else "")
            counted = Glances(store).tried(self.week).counted
            assert {student: [mark.points for mark in marks.values()] for student, marks in counted.items()} == {
                student: [mark.points for mark in worth.marks]
                for student, worth in worths.items()
                if worth.status.has_points
            }
        self.everywhere(
            lambda store: [(each.student, each.answer) for each in Members(store).second_looks(week=self.week)]
        )

    def teardown(self):
        self.now += timedelta(hours=1)
        while self.everywhere(lambda store: len(Uploads(store).claim("w", now=self.now, lease=timedelta(1), most=8))):
            pass


@pytest.mark.real
@pytest.mark.slow
def test_both_databases_tell_the_same_history_whatever_happens(tmp_path, postgresql):
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(b"CREATE SCHEMA same_history")
    with Store(tmp_path / "a.db") as first, Store(f"{postgresql}&options=-csearch_path%3Dsame_history") as second:
        SameHistory.stores = (first, second)
        often = settings(
            max_examples=5,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=[HealthCheck.too_slow],
        )
        run_state_machine_as_test(SameHistory, settings=often)
        assert first.intakes() == second.intakes() == ()

"""A backup of either database is restored to the last row; what is forgotten is nowhere."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, select, text

from autograder.errors import RecordError
from autograder.model import CourseRole, DecisionKind, Intake, Member, SecretKind, Signed, Student, Upload, UploadedFile
from autograder.store.forgetting import OWNED_BY, Forgetting
from autograder.store.looks import Looks
from autograder.store.members import Members
from autograder.store.opening import address
from autograder.store.schema import tables
from autograder.store.store import Store
from autograder.store.uploads import Uploads
from autograder.submissions.signing import course_key
from autograder.workflows.back_up import back_up, restore
from autograder.workflows.personal_data import forget, forget_idle, personal_data
from tests.store.builders import NOW, TA, decision, of, provenance, recording, report, submission, week_version

KIM, LEE = "2024-0001", "2024-0002"
NOBODYS = {"weeks", "intakes", "recordings", "contents", "tapes", "blobs", "drawings"} | {
    "sign_ins",
    "platforms",
    "lms_courses",
    "lms_weeks",
    "regrades",
}
"""Tables without a column of who it is: swept of what nobody rests on, or of names in a roster."""


@pytest.fixture
def filled(where):
    """Two students with work of their own and work they share."""
    with Store(where) as store:
        store.adopt(week_version(), TA)
        uploads, members = Uploads(store), Members(store)
        for number, (student, own) in enumerate([(KIM, "def kims(): ..."), (LEE, "def lees(): ...")]):
            grade = report(
                student,
                text=own,
                provenance=provenance(own),
                recording=recording(of(own), number=float(number)),
                submission=submission(student, text=own),
            )
            store.save(grade, TA)
            members.enrol([Member(student, CourseRole.STUDENT, f"name of {student}", f"{student}@example.org")])
            members.issue(SecretKind.SESSION, student, now=NOW, lasts=None)
            members.ask("week04", student, "mse/averages", "why?", now=NOW)
            files = {"a.py": own.encode(), "shared.py": b"same = 1\n"}
            named = tuple(UploadedFile(name, of(content.decode()), len(content)) for name, content in files.items())
            uploads.hand_in(Upload(0, "week04", student, NOW, "{}", named), files)
            Looks(store).give("week04", student, 2, Signed("ta", NOW, "ill"))
            store.decide(decision(DecisionKind.COMMENT, student, text="well done"))
        for student in (KIM, LEE):
            store.decide(decision(DecisionKind.SETTLED, student, subject="in/team.zip", text=f"{KIM},{LEE}"))
        store.keep_intake(Intake("week04", (Student(KIM, "Kim"), Student(LEE, "Lee"))), TA)
        store.publish("week04", TA)
        yield where, store


def elsewhere(where: str, tmp_path: Path) -> str:
    """An empty place of the same kind of database."""
    if "://" not in where:
        return str(tmp_path / "restored.db")
    url = make_url(where).set(drivername="postgresql+psycopg")
    schema = str(url.query["options"]).rpartition("=")[2]
    fresh = f"restored_{schema}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as db:
        db.execute(text(f"CREATE DATABASE {fresh}"))
    engine.dispose()
    return where.replace("/postgres?", f"/{fresh}?")


def test_a_backup_is_restored_to_the_last_row_with_the_key(filled, tmp_path):
    where, _ = filled
    key = course_key(tmp_path / "autograder.key")
    made = back_up(tmp_path / "backup", course=tmp_path, store=where, now=NOW)
    (tmp_path / "autograder.key").rename(tmp_path / "was.key")
    there = elsewhere(where, tmp_path)
    assert restore(tmp_path / "backup", course=tmp_path, store=there).tables == made.tables
    assert made.tables["grades"].rows == 2
    assert course_key(tmp_path / "autograder.key").private_bytes_raw() == key.private_bytes_raw()
    with Store(where) as before, Store(there) as after:
        assert [*after.grades("week04", tapes=True)] == [*before.grades("week04", tapes=True)]
    with pytest.raises(RecordError, match="already"):
        restore(tmp_path / "backup", course=tmp_path, store=there)


def test_a_backup_that_was_changed_is_not_believed(filled, tmp_path):
    where, store = filled
    back_up(tmp_path / "backup", course=tmp_path, store=where, now=NOW)
    store.decide(decision(DecisionKind.COMMENT, LEE, text="one more"))
    back_up(tmp_path / "later", course=tmp_path, store=where, now=NOW)
    copy = next(path for path in (tmp_path / "later").iterdir() if path.stem == "store")
    shutil.copy(copy, tmp_path / "backup")
    there = elsewhere(where, tmp_path)
    with pytest.raises(RecordError, match="decisions is not as it was"):
        restore(tmp_path / "backup", course=tmp_path, store=there)
    restore(tmp_path / "later", course=tmp_path, store=there)  # nothing of the other was left there


def test_everything_kept_of_somebody_is_given_though_the_folder_of_its_week_is_gone(filled, tmp_path):
    """All that says how far feedback goes is there: marks only as they were published."""
    where, store = filled
    given = zipfile.ZipFile(io.BytesIO(personal_data(KIM, course=tmp_path, store=where, now=NOW)))
    assert {Path(name).name for name in given.namelist()} == {"data.json", "a.py", "shared.py", "receipt.json"}
    week = json.loads(given.read("data.json"))["weeks"]["week04"]
    assert week["points"] == store.final_of("week04", KIM)[1].points
    assert any("well done" in each for each in week["history"])
    assert "marks" not in week


@pytest.mark.parametrize(
    ("was", "then", "refused"),
    [
        (
            "CREATE TRIGGER better AFTER INSERT ON grades BEGIN UPDATE grades SET points = 30; END",
            None,
            "acts by itself",
        ),
        ("CREATE VIEW other AS SELECT * FROM grades", None, "acts by itself"),
        (None, "../store.sqlite", "lies elsewhere"),
    ],
)
def test_a_backup_brings_nothing_but_rows_of_its_own(was, then, refused, tmp_path):
    """Whoever hands one over puts no trigger into a course, and leads to no other file."""
    with Store(tmp_path / "course.db"):
        back_up(tmp_path / "backup", course=tmp_path, store=str(tmp_path / "course.db"), now=NOW)
    if was:
        with sqlite3.connect(tmp_path / "backup" / "store.sqlite") as copy:
            copy.execute(was)
    manifest = tmp_path / "backup" / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("store.sqlite", then or "store.sqlite"), "utf-8")
    shutil.copy(tmp_path / "backup" / "store.sqlite", tmp_path)
    with pytest.raises(RecordError, match=refused):
        restore(tmp_path / "backup", course=tmp_path, store=str(tmp_path / "restored.db"))
    assert not (tmp_path / "restored.db").exists()


def test_a_backup_is_never_written_over_another_and_half_of_one_is_not_there(tmp_path):
    (tmp_path / "backup").mkdir()
    with pytest.raises(RecordError, match="never written over"):
        back_up(tmp_path / "backup", course=tmp_path, store=None, now=NOW)
    with pytest.raises(RecordError, match="no store"):
        back_up(tmp_path / "other", course=tmp_path, store=None, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["backup"]


def test_whoever_is_forgotten_is_nowhere_and_everybody_else_is_as_before(filled, tmp_path):
    where, store = filled
    theirs = [*store.grades("week04", tapes=True)][1]
    held = forget(KIM, course=tmp_path, store=where, dry_run=True)
    assert forget(KIM, course=tmp_path, store=where)["people"] == held["people"] == 1
    assert [*store.grades("week04", tapes=True)] == [theirs]
    assert Uploads(store).contents_of(2)["shared.py"] == b"same = 1\n"
    assert store.intake("week04").students == (Student(LEE, "Lee"),)
    assert store.settled("week04") == {"in/team.zip": LEE}
    assert Forgetting(store).holds(KIM) == {}
    engine = create_engine(address(where))
    with engine.connect() as db:
        for table in tables.sorted_tables:
            for row in db.execute(select(table)):
                assert KIM not in str(row), table.name
        assert len(db.execute(select(tables.tables["blobs"])).all()) == 2
        assert len(db.execute(select(tables.tables["recordings"])).all()) == 1
    engine.dispose()
    if "://" not in where:
        assert all(KIM.encode() not in path.read_bytes() for path in Path(where).parent.glob(f"{Path(where).name}*"))
    with pytest.raises(RecordError, match="holds nothing"):
        forget(KIM, course=tmp_path, store=where)


def test_every_table_says_whose_its_rows_are_or_holds_nobody():
    """Whoever adds a table decides what becomes of it when somebody is to be forgotten."""
    for table in tables.sorted_tables:
        parents = {key.column.table.name for column in table.c for key in column.foreign_keys}
        owned = table.name == "people" or any(name in table.c for name in OWNED_BY) or "uploads" in parents
        assert owned or table.name in NOBODYS, table.name


def test_only_those_of_whom_nothing_came_for_long_are_forgotten_by_date(filled, tmp_path):
    where, store = filled
    store.decide(decision(DecisionKind.COMMENT, LEE, text="again", signed=Signed("ta", NOW + timedelta(days=300))))
    later = NOW + timedelta(days=400)
    assert set(forget_idle(365, course=tmp_path, store=where, now=later)) == {KIM}
    assert forget_idle(365, course=tmp_path, store=where, now=later) == {}

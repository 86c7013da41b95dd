"""What TAs and the instructor do about a class: every decision that the command line knows, undone as well, and blind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from autograder.files import digest
from autograder.model import (
    Cause,
    Change,
    Changes,
    Check,
    CheckMoved,
    DecisionKind,
    Fate,
    Grade,
    Intake,
    Mark,
    Moved,
    Outcome,
    Provenance,
    Received,
    RegradeState,
    Signed,
    Status,
    Student,
    Submission,
    Verdict,
    WeekVersion,
)
from autograder.store.regrades import Regrades
from tests.portal.conftest import MEMBERS

KIM, LEE = MEMBERS["student"].id, MEMBERS["classmate"].id
SIGNED = Signed("autograder", datetime(2026, 3, 2, tzinfo=UTC))
CHECKS = tuple(Check(f"sse.{name}", "sse", 1.0, "sse/lecture", {"en": name, "ko": name}) for name in ("a", "b"))
MISTAKE = "sse__averages_instead_of_summing"
DECIDE = f"/class/week03/students/{KIM}/decide"
PAGE = f"/class/week03/students/{KIM}"


def graded(store, student, *right, work="w", late=None):
    marks = tuple(
        Mark(
            Verdict(
                check.name,
                Outcome.PASSED if check.name in right else Outcome.FAILED,
                mistakes=() if check.name in right else (MISTAKE,),
            ),
            float(check.name in right),
            1.0,
        )
        for check in CHECKS
    )
    made_from = Provenance(digest(work + student), "v1", "1", "2", "full")
    sent = Submission(student, "week03", (), made_from.submission, received=late or SIGNED.at)
    store.save(Grade(student, "week03", Status.GRADED, marks, made_from, sent), SIGNED)


@pytest.fixture
def store(app):
    """Two students who make the same mistake, one of them in both checks."""
    opened = app.state.course.store
    opened.adopt(WeekVersion("week03", "v1", CHECKS, {"sse": "four_steps"}), SIGNED)
    graded(opened, KIM)
    graded(opened, LEE, "sse.a")
    files = (Received("in/lost.py", Fate.UNMATCHED, likely=KIM), Received("in/kim.py", Fate.TAKEN, KIM))
    opened.keep_intake(Intake("week03", (Student(KIM), Student(LEE)), files), SIGNED)
    return opened


FORMS = {
    DecisionKind.POINTS: {"check": "sse.a", "points": "1"},
    DecisionKind.COMMENT: {"text": "see step 2"},
    DecisionKind.EXTENSION: {"days": "3"},
    DecisionKind.RECEIVED: {"received": "2026-03-02T10:00"},
    DecisionKind.EXCUSE: {"sure": "1"},
}


def in_force(store, kind, subject=""):
    circumstances = store.circumstances_of("week03", KIM)
    return circumstances.comments(subject) if kind is DecisionKind.COMMENT else circumstances.decided(kind, subject)


@pytest.mark.parametrize("kind", FORMS)
def test_every_decision_about_a_student_is_taken_undone_and_restored(kind, browser, store):
    ta, form = browser("ta"), FORMS[kind]
    subject = form.get("check", "")
    assert ta.post(DECIDE, data={"kind": kind, "why": "seen", **form}).status_code == 303
    assert in_force(store, kind, subject)
    assert ta.get(PAGE).status_code == 200
    undo = {"kind": kind, "check": subject, "undo": "1"}
    assert ta.post(DECIDE, data=undo).status_code == 303
    assert not in_force(store, kind, subject)
    assert "Restore" in ta.get(PAGE).text
    assert ta.post(DECIDE, data=undo).status_code == 303
    assert in_force(store, kind, subject)
    assert len([event for event in store.history("week03", KIM) if type(event.what).__name__ == "Decision"]) == 3


def test_a_decision_of_every_kind_has_its_form():
    assert {*FORMS} == {*DecisionKind} - {DecisionKind.SETTLED}


def test_undo_brings_back_what_stood_before(browser, store):
    ta = browser("ta")
    for points in ("1", "0.5"):
        ta.post(DECIDE, data={"kind": "points", "check": "sse.a", "points": points, "why": "seen"})
    ta.post(DECIDE, data={"kind": "points", "check": "sse.a", "undo": "1"})
    assert in_force(store, DecisionKind.POINTS, "sse.a").points == 1.0


def test_points_of_an_exercise_are_shared_out_among_its_checks(browser, store):
    form = {"kind": "points", "exercise": "sse", "points": "1", "why": "seen"}
    assert browser("ta").post(DECIDE, data=form).status_code == 303
    assert store.final_of("week03", KIM)[1].points == 1.0


def test_one_comment_or_one_number_reaches_everybody_who_made_a_mistake(browser, store):
    page = browser("ta").get("/class/week03/mistakes").text
    assert MISTAKE in page
    assert page.index(KIM) < page.index(LEE)
    form = {"kind": "comment", "check": "sse.b", "text": "sum, not mean", "mistake": MISTAKE}
    assert browser("ta").post("/class/week03/mistakes", data=form).status_code == 303
    for student in (KIM, LEE):
        assert store.circumstances_of("week03", student).comments("sse.b")
    mine = browser("ta of 02").post("/class/week03/mistakes", data=form | {"text": "only my section"})
    assert mine.status_code == 303
    assert len(store.circumstances_of("week03", KIM).comments("sse.b")) == 1
    assert browser("ta").post("/class/week03/mistakes", data={"kind": "excuse", "why": "?"}).status_code == 422


def test_a_file_without_an_owner_is_settled_and_unsettled(browser, store):
    ta = browser("ta")
    assert "files without an owner: 1" in ta.get("/class").text
    assert ta.get("/class/week03/files").text.index("in/lost.py") < ta.get("/class/week03/files").text.index(
        "in/kim.py"
    )
    settle = {"path": "in/lost.py", "students": f"{KIM}, {LEE}", "why": "their README"}
    assert ta.post("/class/week03/files", data=settle).status_code == 303
    assert store.settled("week03") == {"in/lost.py": f"{KIM},{LEE}"}
    assert ta.post("/class/week03/files", data=settle | {"nobody": "1"}).status_code == 422
    assert ta.post("/class/week03/files", data={"path": "in/lost.py", "undo": "1"}).status_code == 303
    assert store.settled("week03") == {}
    assert browser("ta of 02").get("/class/week03/files").status_code == 404


def test_blind_neither_page_nor_address_says_who_it_is_and_decisions_are_the_same(browser, store):
    ta = browser("ta")
    ta.post("/class/blind", data={"blind": "1", "next": "/class/week03"})
    listed = ta.get("/class/week03").text
    codes = [part.partition('"')[0] for part in listed.split('href="/class/week03/students/')[1:]]
    assert len(codes) == 2
    for address in (
        "/class",
        "/class/week03",
        "/class/week03/mistakes",
        *(f"/class/week03/students/{one}" for one in codes),
    ):
        text = ta.get(address).text
        assert not [word for word in (KIM, LEE, "김하나", "이둘") if word in text], address
    for code in codes:
        assert KIM not in ta.get(f"/class/week03/students/{code}/page").text
        ta.post(f"/class/week03/students/{code}/decide", data={"kind": "excuse", "why": "blind", "sure": "1"})
    assert in_force(store, DecisionKind.EXCUSE)
    assert ta.get("/class/week03/students/~00000000").status_code == 404
    ta.post("/class/blind", data={"blind": "0", "next": "/class/week03"})
    assert KIM in ta.get("/class/week03").text


def test_a_student_is_found_by_any_word_and_by_a_ta_of_their_section_alone(browser):
    assert "이둘" in browser("ta").get("/class/find?q=이둘 02").text
    assert "이둘" not in browser("ta").get("/class/find?q=nobody").text
    assert "이둘" in browser("ta of 02").get("/class/find?q=lee@example.org").text
    assert MEMBERS["student"].name not in browser("ta of 02").get("/class/find?q=kim").text


@pytest.mark.usefixtures("store")
def test_a_request_says_by_when_it_is_to_be_answered(browser, app):
    asked = datetime.now(UTC) - timedelta(days=5)
    app.state.course.members.ask("week03", KIM, "sse.a", "why?", now=asked)
    page = browser("ta").get("/class").text
    assert "overdue" in page
    assert f"by law by {asked + timedelta(days=30):%Y-%m}" in page


def test_a_regrade_is_shown_before_it_is_done_and_done_once(browser, store):
    ta, regrades, path = browser("ta"), Regrades(store), "/class/week03/regrade"
    assert ta.post(path).status_code == 303
    assert ta.post(path).status_code == 422
    asked = regrades.claim("w", now=datetime.now(UTC), lease=timedelta(minutes=1))
    move = CheckMoved("sse.a", 0.0, 1.0, Outcome.FAILED, Outcome.PASSED, (Cause(Change.CHECK, "sse.a"),))
    moved = Moved(KIM, 0.0, 1.0, Status.GRADED, Status.GRADED, (move,), move.causes)
    changes = Changes("week03", (Cause(Change.CHECK, "sse.a"),), (moved,), same=1)
    regrades.finish("w", asked.id, RegradeState.PREVIEWED, changes=changes)
    page = ta.get(path).text
    assert "Nothing has moved yet" in page
    assert "wrong → right, 0 → 1" in page
    confirm = {"preview": str(asked.id), "why": "too strict"}
    assert ta.post(f"{path}/confirm", data={"preview": str(asked.id)}).status_code == 422
    assert ta.post(f"{path}/confirm", data=confirm).status_code == 303
    assert ta.post(f"{path}/confirm", data=confirm).status_code == 422
    assert regrades.latest("week03").signed.why == "too strict"
    assert browser("ta of 02").get(path).status_code == 404


def test_items_tell_what_became_of_a_mistake(browser, store):
    graded(store, KIM, "sse.a", "sse.b", work="mended", late=SIGNED.at + timedelta(hours=5))
    page = browser("instructor").get("/class/week03/items")
    assert page.status_code == 200
    assert "right" in page.text
    table = browser("instructor").get("/class/week03/items.csv").text.splitlines()
    row = dict(zip(table[0].lstrip("\ufeff").split(","), table[-1].split(","), strict=True))
    assert (row["check"], row["passed"], row["attempts_to_success"], row["hours_to_success"]) == (
        "sse.a",
        "2",
        "1.5",
        "2.5",
    )
    assert browser("ta").get("/class/week03/items").status_code == 404
    down = browser("instructor").get("/class/week03/items?sort=pass&down=1").text
    assert down.index('<code class="small">sse.a') < down.index('<code class="small">sse.b')
    assert 'aria-sort="descending"' in down
    assert browser("instructor").get("/class/week03/items?sort=nonsense").status_code == 200
    browser("ta").post(DECIDE, data={"kind": "excuse", "why": "ill", "sure": "1"})
    assert browser("instructor").get("/class/week03/items.csv").text.splitlines()[-1].split(",")[2] == "1"


def test_what_waits_is_found_by_columns_and_is_just_what_waits_by_all_that_is_known(browser, store):
    """Whatever the checks found, whenever it came, and whatever was decided."""
    for student, status, received in ((KIM, Status.UNREAD, SIGNED.at), (LEE, Status.GRADED, None)):
        made_from = Provenance(digest(f"{student} {status}"), "v1", "1", "2", "full")
        work = Submission(student, "week03", (), made_from.submission, received=received)
        store.save(Grade(student, "week03", status, (), made_from, work), SIGNED, fresh=True)
    waits = {final.student for _, final in store.finals("week03") if final.status.needs_person}
    assert waits <= {*store.maybe_waiting("week03")} == {KIM, LEE}
    page = browser("ta").get("/class").text
    assert (f"/students/{KIM}" in page, f"/students/{LEE}" in page) == (KIM in waits, LEE in waits)
    browser("ta").post(DECIDE, data={"kind": "excuse", "why": "ill", "sure": "1"})
    assert f"/students/{KIM}" not in browser("ta").get("/class").text


@pytest.mark.usefixtures("store")
def test_what_is_to_be_done_begins_with_how_much_of_each_there_is(browser, app):
    assert browser("ta").get("/class").text.count('class="tabs"') == 0, "one kind alone needs no list of kinds"
    app.state.course.members.ask("week03", KIM, "sse.a", "why?", now=datetime.now(UTC))
    page = browser("ta").get("/class").text
    assert (
        '<a href="#looks">Second looks asked for <b>1</b></a><a href="#unowned">Files without an owner <b>1</b></a>'
        in page
    )
    assert page.index('href="#looks"') < page.index('id="looks"')

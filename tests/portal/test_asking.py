"""A decision that others have overtaken, that is odd or final, or that was refused: asked about, with all that was typed."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from autograder.errors import OvertakenError
from autograder.model import Changes, Decision, DecisionKind, RegradeState, Signed, Upload, WeekVersion
from autograder.store.decided import Decided, Watermark
from autograder.store.regrades import Regrades
from tests.portal.conftest import MEMBERS, publish
from tests.portal.test_staff import CHECKS, DECIDE, KIM, MISTAKE, PAGE, SIGNED, graded, store  # noqa: F401 - a fixture

POINTS = {"kind": "points", "check": "sse.a", "points": "0.5", "why": "half"}


@pytest.fixture
def record(request):
    """The store of two students who make the same mistake."""
    return request.getfixturevalue("store")


def read_of(page):
    return re.search(r'name="read" value="([\d.]+)"', page.text)[1]


def fields(page):
    """The form that a page asks again by."""
    form = page.text.partition("data-typed>")[2].partition("</form>")[0]
    found = dict(re.findall(r'name="([\w]+)"[^>]*? value="([^"]*)"', form))
    long = re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL)
    return {name: html.unescape(value) for name, value in {**found, **dict(long)}.items()}


def points(record):
    return record.circumstances_of("week03", KIM).decided(DecisionKind.POINTS, "sse.a")


def test_whoever_is_overtaken_is_told_by_whom_and_decides_again_with_what_was_typed(browser, record):
    ta, prof = browser("ta"), browser("instructor")
    old = read_of(prof.get(PAGE))
    assert ta.post(DECIDE, data=POINTS | {"read": old}).status_code == 303
    late = prof.post(DECIDE, data=POINTS | {"points": "0.75", "why": "more than half", "read": old})
    assert late.status_code == 409
    assert "TA  points by hand sse.a 0.5 – half" in late.text
    assert points(record).points == 0.5
    typed = fields(late)
    assert (typed["points"], typed["why"], typed["check"]) == ("0.75", "more than half", "sse.a")
    assert prof.post(DECIDE, data=typed).status_code == 303
    assert (points(record).points, points(record).signed.by) == (0.75, "Instructor")


def test_a_decision_on_old_work_is_asked_about_once_new_work_came(browser, record, app):
    ta = browser("ta")
    old = read_of(ta.get(PAGE))
    app.state.course.uploads.hand_in(Upload(0, "week03", KIM, datetime.now(UTC), "{}", ()), {})
    asked = ta.post(DECIDE, data=POINTS | {"read": old})
    assert (asked.status_code, "a new hand-in at" in asked.text) == (409, True)
    graded(record, KIM, "sse.a", "sse.b", work="new")
    again = ta.post(DECIDE, data=fields(asked))
    assert (again.status_code, "it was graded again: now 2 / 2" in again.text) == (409, True)
    assert ta.post(DECIDE, data=fields(again)).status_code == 303


def test_between_reading_and_writing_nothing_slips_in(record):
    """What the store itself refuses, in the transaction that writes."""
    read = Decided(record).watermark("week03", KIM)
    made = Decision(DecisionKind.EXCUSE, "week03", KIM, Signed("ta", datetime.now(UTC), "ill"))
    record.decide(made, read=read)
    with pytest.raises(OvertakenError):
        record.decide(made, read=read)


@pytest.mark.parametrize("made_up", ["", "1", "1.2", "1.2.3.4", "a.b.c", "9" * 40 + ".1.1"])
def test_a_watermark_that_is_none_is_none(made_up):
    assert Watermark.read(made_up) is None


def test_what_stands_again_is_its_authors_and_for_their_reason(browser, record):
    ta, prof = browser("ta"), browser("instructor")
    ta.post(DECIDE, data=POINTS)
    prof.post(DECIDE, data=POINTS | {"points": "0.75", "why": "more than half"})
    undo = {"kind": "points", "check": "sse.a", "undo": "1"}
    assert prof.post(DECIDE, data=undo).status_code == 303
    stands = points(record)
    assert (stands.points, stands.signed.by, stands.signed.why) == (0.5, "TA", "half")
    last = Decided(record).of("week03", KIM)[-1]
    assert (last.signed.by, last.what) == ("Instructor", stands)
    for page in (PAGE, "/class/week03/done"):
        assert "stands again: points by hand sse.a 0.5 (decided by TA – half)" in prof.get(page).text
    assert "by TA: half" in prof.get(f"{PAGE}/page").text
    ta.post(DECIDE, data=undo)
    assert (points(record).points, points(record).signed.by) == (0.75, "Instructor")


def test_a_student_who_was_shown_the_other_reads_whose_decision_stands_again_and_why(browser, record):
    ta, prof = browser("ta"), browser("instructor")
    ta.post(DECIDE, data=POINTS)
    prof.post(DECIDE, data=POINTS | {"points": "0.75", "why": "more than half"})
    publish(prof)
    prof.post(DECIDE, data={"kind": "points", "check": "sse.a", "undo": "1"})
    new = next(each for each in record.unpublished("week03", Signed("prof", datetime.now(UTC))))
    assert [(each.by, each.why) for each in new.reasons] == [("TA", "half")]


def test_a_regrade_at_a_terminal_stands_in_who_did_what(browser, record):
    record.adopt(replace(record.version("week03"), digest="v2"), Signed("lee", datetime.now(UTC), "too strict"))
    page = browser("ta").get("/class/week03/done").text
    assert page.index("lee") < page.index("graded the week anew on changed checks") < page.index("too strict")


def test_an_undo_from_an_old_page_is_asked_about(browser, record):
    ta, prof = browser("ta"), browser("instructor")
    ta.post(DECIDE, data=POINTS)
    old = read_of(ta.get(PAGE))
    prof.post(DECIDE, data=POINTS | {"points": "0.75"})
    undo = {"kind": "points", "check": "sse.a", "undo": "1", "read": old}
    asked = ta.post(DECIDE, data=undo)
    assert (asked.status_code, points(record).points) == (409, 0.75)
    assert ta.post(DECIDE, data=fields(asked)).status_code == 303
    assert points(record).points == 0.5


def test_one_undo_takes_back_one_act(browser, record):
    ta = browser("ta")
    ta.post(DECIDE, data={"kind": "points", "exercise": "sse", "points": "1", "why": "seen"})
    page = ta.get(PAGE).text
    assert page.count("Take back<") == 1
    ta.post(DECIDE, data={"kind": "points", "check": "sse.a", "undo": "1"})
    made = record.circumstances_of("week03", KIM)
    assert not [name for name in ("sse.a", "sse.b") if made.decided(DecisionKind.POINTS, name)]


@pytest.mark.usefixtures("record")
def test_a_decision_in_the_list_has_its_time_and_an_extension_its_date(browser):
    ta = browser("ta")
    ta.post(DECIDE, data={"kind": "extension", "until": "2030-05-01T18:00", "why": "ill"})
    listed = ta.get(PAGE).text.partition('id="decided"')[2].partition('class="forms"')[0]
    assert "2030-05-01 18:00" in listed
    assert f"{datetime.now(UTC):%Y-%m-}" in listed


def test_nothing_is_the_target_until_it_is_chosen(browser, record):
    ta = browser("ta")
    page = ta.get(PAGE).text
    assert page.count('<select id="pc" name="check" required><option value="">choose …</option><optgroup') == 1
    refused = ta.post(DECIDE, data=POINTS | {"check": ""})
    assert (refused.status_code, fields(refused)["why"]) == (422, "half")
    assert '<option value="sse.a">' in refused.text
    assert record.circumstances_of("week03", KIM).decisions == ()
    assert ta.post(DECIDE, data=POINTS | {"check": "*"}).status_code == 303
    assert record.circumstances_of("week03", KIM).decided(DecisionKind.POINTS).points == 0.5


def test_more_than_the_whole_week_is_asked_about_and_the_answer_is_for_this_number(browser, record):
    ta, form = browser("ta"), POINTS | {"check": "*", "points": "999"}
    asked = ta.post(DECIDE, data=form)
    assert (asked.status_code, "999 is more than the 2 points of the whole week" in asked.text) == (409, True)
    assert ta.post(DECIDE, data=fields(asked) | {"points": "998"}).status_code == 409
    assert record.circumstances_of("week03", KIM).decisions == ()
    assert ta.post(DECIDE, data=fields(asked)).status_code == 303


def test_an_excuse_is_asked_about_of_one_and_of_many(browser, record):
    ta = browser("ta")
    excuse = {"kind": "excuse", "why": "ill"}
    asked = ta.post(DECIDE, data=excuse)
    assert (asked.status_code, record.circumstances_of("week03", KIM).decisions) == (409, ())
    assert ta.post(DECIDE, data=fields(asked)).status_code == 303
    many = ta.post("/class/week03/mistakes", data=excuse | {"mistake": MISTAKE})
    assert (many.status_code, "Students: 2" in many.text) == (409, True)


def test_one_number_for_many_replaces_nobodys_decision_unasked(browser, record):
    ta, form = browser("ta"), POINTS | {"mistake": MISTAKE, "points": "1"}
    ta.post(DECIDE, data=POINTS)
    asked = browser("instructor").post("/class/week03/mistakes", data=form)
    assert (asked.status_code, "1 of them have a decision on just this already, by TA" in asked.text) == (409, True)
    assert points(record).points == 0.5
    assert browser("instructor").post("/class/week03/mistakes", data=fields(asked)).status_code == 303
    assert points(record).points == 1.0


def test_publishing_is_asked_about_and_again_where_more_would_be_shown(browser, record):
    prof = browser("instructor")
    asked = prof.post("/class/week03/publish")
    assert (asked.status_code, "2 students will be shown" in asked.text) == (409, True)
    assert prof.post("/class/week03/publish", data={"sure": "1"}).status_code == 409
    assert not record.published("week03").shown
    assert publish(prof).status_code == 303


@pytest.mark.usefixtures("record")
def test_what_cannot_be_meant_is_refused_before_anything_is_asked(browser, app):
    """No points beyond number, no time that is still to come, no extension by no day: sure or not."""
    ta = browser("ta")
    cases = {
        "inf points cannot be given": {"kind": "points", "check": "*", "points": "inf", "sure": "inf"},
        "&#39;0&#39; is no number of days": {"kind": "extension", "days": "0"},
        "is on no calendar": {"kind": "received", "received": "0001-01-01T00:00"},
        "9999-12-31T23:59 is years after": {"kind": "extension", "until": "9999-12-31T23:59"},
        "3026-01-01T00:00 is still to come": {"kind": "received", "received": "3026-01-01T00:00"},
    }
    for words, form in cases.items():
        answer = ta.post(DECIDE, data=form | {"why": "x"})
        assert (answer.status_code, words in answer.text) == (422, True), answer.text
    assert app.state.course.store.circumstances_of("week03", KIM).decisions == ()
    looks = ta.post(PAGE + "/looks", data={"looks": "999999999", "why": "x"})
    assert (looks.status_code, "999999999 looks cannot be given" in looks.text) == (422, True)


@pytest.mark.usefixtures("record")
def test_a_refused_form_comes_back_as_it_was_typed(browser, app):
    members = app.state.course.members
    look = members.ask("week03", KIM, "sse.a", "why?", now=datetime.now(UTC))
    members.answer(look.id, "Right you are.", by="lee", now=datetime.now(UTC))
    typed = "first\r\nsecond <b>"
    late = browser("ta").post(f"/class/requests/{look.id}/answer", data={"text": typed})
    assert (late.status_code, "lee has answered" in late.text, fields(late)) == (
        422,
        True,
        {"text": "first\nsecond <b>"},
    )
    ko = {"accept-language": "ko"}
    odd = browser("ta").post(DECIDE, data=POINTS | {"points": "7", "why": "왜"}, headers=ko)
    assert (odd.status_code, fields(odd)["points"], fields(odd)["why"]) == (422, "7", "왜")


@pytest.mark.parametrize("form", [{"kind": "extension", "days": "", "until": ""}, {"kind": "received", "received": ""}])
@pytest.mark.usefixtures("record")
def test_a_form_is_refused_in_the_words_of_the_form(form, browser):
    refused = browser("ta").post(DECIDE, data=form | {"why": "ill"})
    assert (refused.status_code, "--" in refused.text.partition('role="alert"')[2].partition("</p>")[0]) == (422, False)
    assert "Give the" in refused.text


@pytest.mark.usefixtures("record")
def test_a_request_sent_twice_keeps_its_reason_and_no_check_is_chosen_before_the_student_does(browser):
    student, path = browser("student"), "/weeks/week03/requests"
    page = student.get("/weeks/week03/result").text
    assert '<select id="check" name="check" required><option value="">choose …</option>' in page
    asked = {"check": "sse.a", "reason": "I did sum."}
    assert student.post(path, data=asked).status_code == 303
    again = student.post(path, data=asked)
    assert (again.status_code, fields(again)["reason"]) == (422, "I did sum.")
    none = student.post(path, data=asked | {"check": ""})
    assert (none.status_code, '<option value="sse.b">' in none.text, 'value="*"' in none.text) == (422, True, False)


def test_a_request_about_a_week_without_marks_names_no_classmate(browser, app):
    app.state.course.store.adopt(WeekVersion("week03", "v1", CHECKS, {"sse": "four_steps"}), SIGNED)
    graded(app.state.course.store, KIM)
    told = browser("classmate").post("/weeks/week03/requests", data={"check": "sse.a", "reason": "why?"})
    assert (told.status_code, "no such check" in told.text, KIM in told.text) == (422, True, False)


@pytest.mark.usefixtures("record")
def test_a_request_names_its_check_in_the_words_of_the_week(browser, app):
    app.state.course.members.ask("week03", KIM, "sse.b", "why?", now=datetime.now(UTC))
    for client, path in (
        (browser("ta"), "/class"),
        (browser("ta"), PAGE),
        (browser("student"), "/weeks/week03/result"),
    ):
        assert re.search(r'[ >]b <code class="small">sse.b</code>', client.get(path).text), path


def test_lines_end_as_they_do_on_any_machine_and_old_rows_are_read_so_too(browser, record):
    ta = browser("ta")
    ta.post(DECIDE, data={"kind": "comment", "check": "sse.a", "text": "one\r\ntwo"})
    assert record.circumstances_of("week03", KIM).comments("sse.a")[0].text == "one\ntwo"
    old = Decision(DecisionKind.COMMENT, "week03", KIM, Signed("ta", datetime.now(UTC)), text="red\r\nblue")
    record.decide(old)
    for path in (PAGE, f"{PAGE}/page", "/class/week03/done"):
        text = ta.get(path).text
        assert "x0d" not in text
        assert "x0a" not in text
        assert re.search(r"red\sblue", text), path


def test_whoever_was_signed_out_is_led_back_to_the_page_of_the_form(browser):
    answer = browser().post(DECIDE, data=POINTS, headers={"referer": f"http://testserver{PAGE}"})
    assert answer.status_code == 401
    assert f'href="/signin?next={PAGE}"' in answer.text
    assert fields(answer) == POINTS  # to be sent again once signed in, or to be copied
    query = "/class/week03?q=kim&sort=points"
    assert browser().get(query).headers["location"] == f"/signin?next={quote(query)}"
    assert "data-unsent" in answer.text


def test_a_preview_says_when_it_was_made_and_asks_once_more_came(browser, record):
    ta, regrades, path = browser("ta"), Regrades(record), "/class/week03/regrade"
    ta.post(path)
    asked = regrades.claim("w", now=datetime.now(UTC), lease=timedelta(minutes=1))
    regrades.finish("w", asked.id, RegradeState.PREVIEWED, changes=Changes("week03", (), (), same=2))
    assert "No mark would move." in ta.get(path).text
    ta.post(DECIDE, data=POINTS)
    assert "Since this was found out came: works 0, decisions 1." in ta.get(path).text
    late = ta.post(f"{path}/confirm", data={"preview": str(asked.id), "why": "too strict"})
    assert (late.status_code, regrades.latest("week03").state) == (409, RegradeState.PREVIEWED)
    assert ta.post(f"{path}/confirm", data=fields(late)).status_code == 303
    done = regrades.claim("w", now=datetime.now(UTC), lease=timedelta(minutes=1))
    regrades.finish("w", done.id, RegradeState.APPLIED, changes=Changes("week03", (), (), same=2))
    assert "regraded the week: 0 students moved" in ta.get("/class/week03/done").text
    assert MEMBERS["ta"].name in ta.get("/class/week03/done").text

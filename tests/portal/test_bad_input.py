"""Whatever comes in: a clear line, nothing lost, nothing doubled, nothing shown to whom it does not belong.

Each kind of trouble once; `KINDS` says where the others are tried.
"""

from __future__ import annotations

import os
import socket
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from autograder.model import JobState, SecretKind
from autograder.portal.access import May
from autograder.portal.application import ADDRESSES
from autograder.workflows.opening import Weeks
from tests.portal.conftest import MEMBERS
from tests.portal.test_access import PARTS

KIM, LEE = MEMBERS["student"].id, MEMBERS["classmate"].id
HAND_IN = "/weeks/week03/hand-in"
SENT = [("files", ("a.py", b"x = 1\n"))]
TESTS = Path(__file__).parent
KINDS = {
    "wrong role": "test_access.py::test_an_address_answers_those_it_is_for_and_no_others",
    "another's ids, of a student": "test_handing_in.py::test_nobody_sees_the_attempts_of_another",
    "another's ids, of a section": "test_bad_input.py::test_a_ta_of_a_section_can_do_nothing_to_another_section",
    "stale tokens": "test_bad_input.py::test_a_session_a_link_and_a_token_that_are_over_open_nothing",
    "forged tokens": "test_bad_input.py::test_what_is_made_up_opens_nothing",
    "replays of a link": "test_signin.py::test_a_link_by_mail_signs_in_once",
    "replays of a launch": "lms/test_launch.py::test_a_launch_is_good_once_and_for_its_state",
    "cross-site posts": "test_access.py::test_nothing_is_changed_from_another_site",
    "huge, empty, misnamed": "test_handing_in.py::test_what_cannot_be_kept_is_refused_in_the_students_face",
    "truncated": "test_bad_input.py::test_an_upload_that_breaks_off_is_refused_and_nothing_of_it_is_kept",
    "hostile": "test_bad_input.py::test_hostile_files_are_kept_as_they_are_and_opened_by_nobody_here",
    "lying content types": "test_bad_input.py::test_a_content_type_that_lies_is_refused_or_makes_no_difference",
    "double clicks": "test_bad_input.py::test_two_clicks_give_two_receipts_and_one_job_that_counts",
    "back after sign-out": "test_access.py::test_every_answer_forbids_what_no_page_needs",
    "a clock that is off": "lms/test_launch.py::test_a_clock_that_is_off_is_said_and_so_are_keys_that_cannot_be_had",
    "an LMS that is down": "lms/test_marks.py::test_an_outage_of_two_days_loses_nothing_and_doubles_nothing",
    "a mail server that is down": "test_mail.py::test_a_mail_server_that_is_down_or_refuses_is_told_alike_to_members_and_strangers",
    "a full disk": "test_bad_input.py::test_a_full_disk_keeps_nothing_and_says_so",
    "a locked database": "test_bad_input.py::test_a_locked_store_keeps_nothing_and_says_so",
    "a lost database": "test_bad_input.py::test_a_lost_store_keeps_nothing_and_says_so",
    "two TAs on one student": "test_asking.py::test_whoever_is_overtaken_is_told_by_whom_and_decides_again_with_what_was_typed",
}
"""Every kind of bad input, and the test of it."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_bad_input_has_its_test(kind):
    file, _, name = KINDS[kind].partition("::")
    assert f"def {name}(" in (TESTS / file).read_text("utf-8")


def kept(app):
    return app.state.course.uploads.attempts("week03", KIM)


@pytest.mark.parametrize(
    "address",
    [
        each
        for each in ADDRESSES
        if {"{student}", "{request}", "{upload}"} & {*each.path.split("/")} and "class" in each.path
    ],
    ids=lambda each: f"{'POST' if each.posts else 'GET'} {each.path}",
)
def test_a_ta_of_a_section_can_do_nothing_to_another_section(address, browser, app):
    course = app.state.course
    browser("student").post(HAND_IN, files=SENT)
    course.members.ask("week03", KIM, "sse.a", "why?", now=datetime.now(UTC))
    ta, path = browser("ta of 02"), address.path.format(**PARTS)
    form = {"kind": "excuse", "why": "mine", "text": "mine", "looks": "1"}
    answer = ta.post(path, data=form) if address.posts else ta.get(path)
    assert answer.status_code == 404
    assert course.store.circumstances_of("week03", KIM).decisions == ()
    assert [each.answer for each in course.members.second_looks()] == [""]


def test_a_session_a_link_and_a_token_that_are_over_open_nothing(browser, app):
    members, hour = app.state.course.members, timedelta(hours=1)
    long_ago = datetime.now(UTC) - 2 * hour
    old = {kind: members.issue(kind, KIM, now=long_ago, lasts=hour) for kind in SecretKind}
    client = browser()
    client.cookies.set("session", old[SecretKind.SESSION])
    assert client.get("/weeks/week03").headers["location"].startswith("/signin")
    assert browser().post(f"/signin/{old[SecretKind.LINK]}").status_code == 403
    bearer = {"authorization": f"Bearer {old[SecretKind.TOKEN]}"}
    assert browser().get("/weeks/week03", headers=bearer).status_code == 401


@pytest.mark.parametrize("made_up", ["", "x", "é" * 40, "'; DROP TABLE members; --", "0" * 5000])
def test_what_is_made_up_opens_nothing(made_up, browser, app):
    client, value = browser(), made_up.encode()
    for headers in ({b"cookie": b"session=" + value}, {b"authorization": b"Bearer " + value}):
        assert client.get("/me", headers=headers).status_code in {303, 401}
        assert client.post(HAND_IN, files=SENT, headers=headers).status_code == 401
    # a session is no token, and a token no session
    members, now = app.state.course.members, datetime.now(UTC)
    token = members.issue(SecretKind.TOKEN, KIM, now=now, lasts=None)
    client.cookies.set("session", token)
    assert client.get("/me").status_code == 303
    assert kept(app) == ()


@pytest.mark.parametrize("cut", [1, 30, 90])
def test_an_upload_that_breaks_off_is_refused_and_nothing_of_it_is_kept(cut, browser, app):
    part = 'Content-Disposition: form-data; name="files"; filename="a.py"\r\nContent-Type: text/x-python'
    body = f"--here\r\n{part}\r\n\r\nx = 1\r\n--here--\r\n".encode()
    headers = {"content-type": "multipart/form-data; boundary=here"}
    assert browser("student").post(HAND_IN, content=body[:-cut], headers=headers).status_code in {303, 400, 422}
    assert [file.size for upload in kept(app) for file in upload.files] in ([], [5])  # whole, or not at all


def test_a_sender_who_leaves_is_no_fault_of_ours(browser, app, address, caplog):
    """A phone in a tunnel: nothing is kept, and the log calls nothing broken."""
    session = browser("student").cookies["session"]
    head = f"POST {HAND_IN} HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nCookie: session={session}\r\n"
    with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as phone:
        phone.sendall(
            f"{head}Content-Type: multipart/form-data; boundary=here\r\nContent-Length: 9000\r\n\r\n--here".encode()
        )
        time.sleep(0.3)
    for _ in range(50):
        if any(HAND_IN.replace("week03", "{week}") in each.getMessage() for each in caplog.records):
            break
        time.sleep(0.1)
    assert [each.getMessage() for each in caplog.records if each.levelname == "ERROR"] == []
    assert kept(app) == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("work.zip", b"PK\x03\x04" + b"\x00" * 40),
        ("bomb.ipynb", b"[" * 50_000),
        ("a.py", b"\x00\xff\xfe" * 100),
        ("<script>alert(1)<\u200bscript>.py", b"import os\n"),
    ],
)
def test_hostile_files_are_kept_as_they_are_and_opened_by_nobody_here(name, content, browser, app):
    client = browser("student")
    sent = client.post(HAND_IN, files=[("files", (name, content))])
    assert sent.status_code in {303, 422}
    for upload in kept(app):
        assert [*app.state.course.uploads.contents_of(upload.id).values()] == [content]
        assert "<script>alert" not in client.get(sent.headers["location"]).text


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", {422}),
        ("text/plain", {422}),
        ("multipart/form-data", {400}),
        ("image/png", {422}),
        ("", {422}),
    ],
)
def test_a_content_type_that_lies_is_refused_or_makes_no_difference(kind, status, browser, app):
    answer = browser("student").post(HAND_IN, content=b"x = 1\n", headers={"content-type": kind})
    assert answer.status_code in status
    assert kept(app) == ()
    files = [("files", ("a.py", b"x = 1\n", "image/png"))]
    assert browser("student").post(HAND_IN, files=files).status_code == 303


def test_first_visits_that_come_at_once_all_read_the_week(course):
    """A week's probes are imported, and two threads that do so would take each other's modules away."""
    weeks = Weeks(course)
    with ThreadPoolExecutor(8) as pool:
        assert len({*pool.map(id, pool.map(lambda _: weeks.week("week03"), range(8)))}) == 1


def test_two_clicks_give_two_receipts_and_one_job_that_counts(browser, app):
    clients = [browser("student") for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda client: client.post(HAND_IN, files=SENT), clients))
    assert [answer.status_code for answer in answers] == [303, 303], [answer.text for answer in answers]
    assert len({answer.headers["location"] for answer in answers}) == 2
    taken = app.state.course.uploads.claim("w", now=datetime.now(UTC), lease=timedelta(minutes=1), most=4)
    assert [each.id for each in taken] == [max(each.id for each in kept(app))]
    assert sorted(each.state for each in kept(app)) == [JobState.RUNNING, JobState.SUPERSEDED]


def said_so(answer, settings):
    """In plain words, with nothing of the server in them, and nothing was kept."""
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "Nothing was kept of what you just sent" in answer.text
    assert str(settings.folder) not in answer.text
    assert Path(settings.store).name not in answer.text


def test_a_full_disk_keeps_nothing_and_says_so(browser, app, settings):
    client = browser("student")
    first = client.post(HAND_IN, files=SENT).headers["location"]
    with_setting(app, "PRAGMA max_page_count = 1")  # SQLite makes it what there is
    said_so(client.post(HAND_IN, files=[("files", ("a.py", os.urandom(95_000)))]), settings)
    assert len(kept(app)) == 1
    assert client.get(first).status_code == 200


def with_setting(app, pragma):
    """Have every connection from now on begin with a setting."""
    engine = app.state.course.store._engine
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute(pragma))


def test_a_locked_store_keeps_nothing_and_says_so(browser, app, settings):
    client = browser("student")
    with_setting(app, "PRAGMA busy_timeout = 50")
    other = sqlite3.connect(settings.store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said_so(client.post(HAND_IN, files=SENT), settings)
    assert client.get("/weeks/week03").status_code == 200  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    assert client.post(HAND_IN, files=SENT).status_code == 303
    assert len(kept(app)) == 1


def test_a_lost_store_keeps_nothing_and_says_so(browser, app, settings):
    client = browser("student")
    app.state.course.store._engine.dispose()
    Path(settings.store).write_bytes(b"no database at all" * 1000)
    for side in ("-wal", "-shm"):
        Path(settings.store + side).unlink(missing_ok=True)
    said_so(client.post(HAND_IN, files=SENT), settings)
    told = client.post(HAND_IN, files=SENT, headers={"accept": "application/json"})
    assert (told.status_code, "Nothing was kept" in told.json()["error"]) == (503, True)
    assert client.get("/health").status_code == 503


def test_a_student_page_is_kept_by_no_browser_to_be_shown_after_signing_out(browser):
    client = browser("student")
    paths = [each.path.format(**PARTS) for each in ADDRESSES if not each.posts and each.may is May.STUDENTS]
    assert {client.get(path).headers["cache-control"] for path in paths} == {"no-store"}


@pytest.mark.parametrize("header", ["origin", "referer", "host"])
@pytest.mark.parametrize("path", [HAND_IN, "/weeks/week03/requests", "/demo", "/language"])
def test_an_address_in_a_header_that_is_none_breaks_no_page(header, path, browser):
    client = browser("student")
    del client.headers["sec-fetch-site"]
    headers = {"origin": "http://testserver", header: "http://[" if header != "host" else "["}
    assert client.post(path, data={"member": KIM, "text": "a"}, headers=headers).status_code < 500


@pytest.mark.parametrize("name", ["x.\0ab", "x./b", "x.csv\n", "x." + "a" * 300])
def test_the_name_of_a_roster_is_no_name_on_our_disk(name, browser):
    part = f'Content-Disposition: form-data; name="roster"; filename="{name}"'
    body = f"--B\r\n{part}\r\n\r\nid\n20230001\r\n--B--\r\n".encode()
    headers = {"content-type": "multipart/form-data; boundary=B"}
    assert browser("instructor").post("/members", content=body, headers=headers).status_code in {303, 400, 422}

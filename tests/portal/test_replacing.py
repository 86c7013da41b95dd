"""A hand-in that would take points away, or that nobody can grade, is asked about first; nothing is replaced in silence."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from autograder.files import digest
from autograder.model import (
    Fate,
    Grade,
    JobState,
    LatePolicy,
    Mark,
    Outcome,
    Provenance,
    Received,
    SecretKind,
    Signed,
    Source,
    Status,
    Submission,
    Verdict,
    WeekVersion,
)
from autograder.portal.settings import UploadLimits
from tests.portal.conftest import MEMBERS
from tests.portal.test_feedback import policy  # noqa: F401 - a fixture

KIM = MEMBERS["student"].id
WEEK, HAND_IN = "/weeks/week03", "/weeks/week03/hand-in"
SIGNED = Signed("autograder", datetime(2026, 3, 2, tzinfo=UTC))


def files(*names, content=b"x = 1\n"):
    return [("files", (name, content + name.encode())) for name in names]


def graded(app, upload=None, *, points=1.0, names=("four_steps.py", "learning_rate.py"), received=SIGNED.at):
    """A grade on record: of an upload, or of work that came by folder."""
    course = app.state.course
    made_from = Provenance(digest([points, str(upload and upload.id)]), "v1", "1", "2", "full")
    sources = tuple(Source(name, ("x = 1\n",)) for name in names)
    taken = tuple(Received(f"up/{KIM}/{name}", Fate.TAKEN, KIM) for name in names)
    came = upload.at if upload else received
    work = Submission(KIM, "week03", sources, made_from.submission, received=came, files=taken)
    mark = Mark(Verdict("sse.a", Outcome.PASSED if points else Outcome.FAILED), points, 1.0)
    course.store.adopt(WeekVersion("week03", "v1"), SIGNED)
    course.store.save(Grade(KIM, "week03", Status.GRADED, (mark,), made_from, work), SIGNED)
    if upload:
        (taken_up,) = course.uploads.claim("w", now=datetime.now(UTC), lease=timedelta(minutes=1), most=1)
        course.uploads.finish("w", taken_up.id, JobState.DONE, now=datetime.now(UTC))


def attempts(app):
    return app.state.course.uploads.attempts("week03", KIM)


def handed_in(client, app, *names, **more):
    sent = client.post(HAND_IN, files=files(*names), data=more)
    assert sent.status_code == 303, sent.text
    return attempts(app)[0]


def carried(page):
    """The files that the page carries, as a browser without JavaScript sends them back."""
    return {
        name: html.unescape(re.search(rf'name="{name}" value="([^"]*)"', page).group(1))
        for name in ("anyway", "carried")
    }


def sent_back(client, form):
    return client.post(HAND_IN, data=form, files=[("files", ("", b""))])


def test_before_sending_a_student_reads_what_the_hand_in_takes_the_place_of(browser, app):
    client = browser("student")
    assert "takes the place" not in client.get(WEEK).text
    graded(app, handed_in(client, app, "four_steps.py", "learning_rate.py"))
    page = client.get(WEEK).text
    assert "You have 1 / 1 points now." in page
    assert "Only the files that you send now are graded" in page
    assert page.index("takes the place") < page.index('type="file"')
    assert "<code>learning_rate.py</code>" in page
    assert "late" in page.partition("Handed in now it is")[2]


def test_a_week_that_does_not_count_has_no_points_to_be_replaced(browser, app):
    client = browser("student")
    graded(app, handed_in(client, app, "four_steps.py"))
    browser("ta").post(f"/class/week03/students/{KIM}/decide", data={"kind": "excuse", "why": "ill", "sure": "1"})
    page = client.get(WEEK).text
    assert ("takes the place" in page, "points now" in page) == (True, False)


def test_points_that_may_not_be_read_yet_are_not_told_beside_the_form(browser, app, policy):  # noqa: F811
    client = browser("student")
    policy()
    graded(app, handed_in(client, app, "four_steps.py"))
    page = client.get(WEEK).text
    assert "takes the place" in page
    assert "points now" not in page
    assert "Handed in now it is" not in page


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (LatePolicy(), "That costs no points"),
        (LatePolicy(per_day=0.25), "75 % of what it earns"),
        (LatePolicy(per_day=0.25, cutoff_days=0), "too late for points"),
        (LatePolicy(per_day=0.25, budget_days=3), "Late days that it would use up: 1"),
    ],
)
def test_the_form_says_what_being_late_costs_now(late, said, browser, policy):  # noqa: F811
    policy(hours=-1.0, late=late)
    assert said in browser("student").get(WEEK).text


def test_files_that_lack_what_was_there_are_asked_about_and_kept_until_the_answer(browser, app):
    client = browser("student")
    graded(app, handed_in(client, app, "four_steps.py", "learning_rate.py"))
    asked = client.post(HAND_IN, files=files("four_steps.py"))
    assert (asked.status_code, len(attempts(app))) == (409, 1)
    assert "<code>learning_rate.py</code></bdi></li>" in asked.text
    assert "1 / 1 points now" in asked.text
    assert sent_back(client, carried(asked.text)).status_code == 303
    (kept,) = app.state.course.uploads.contents_of(attempts(app)[0].id).items()
    assert kept == ("four_steps.py", b"x = 1\nfour_steps.py")


@pytest.mark.parametrize(
    ("names", "asks"),
    [
        (["four_steps.py", "learning_rate.py", "more.py"], False),
        (["four_steps (1).py", "learning_rate.py"], False),
        (["four_step.py", "learning_rate.py"], True),
        (["work.zip"], False),  # nobody here knows what it holds
    ],
)
def test_only_names_that_are_missing_are_asked_about(names, asks, browser, app):
    client = browser("student")
    graded(app)  # by folder
    assert client.post(HAND_IN, files=files(*names)).status_code == (409 if asks else 303)


def test_work_that_waits_is_not_replaced_in_silence_either(browser, app):
    client = browser("student")
    handed_in(client, app, "a.py", "b.py")
    assert client.post(HAND_IN, files=files("a.py")).status_code == 409


def test_files_too_large_for_a_page_are_chosen_once_more(browser, app):
    client = browser("student")
    handed_in(client, app, "a.py", "b.py")
    asked = client.post(HAND_IN, files=files("a.py", content=b"x" * 60_000))
    assert 'name="carried"' not in asked.text
    assert 'type="file"' in asked.text
    assert handed_in(client, app, "a.py", anyway="1").files[0].name == "a.py"


@pytest.mark.parametrize("forged", ["x", "!!", "kw==", "gaFhoWI="])
def test_what_a_page_is_made_up_to_carry_is_no_hand_in(forged, browser, app):
    assert sent_back(browser("student"), {"anyway": "1", "carried": forged}).status_code == 422
    assert attempts(app) == ()


def test_where_no_name_can_be_graded_it_is_asked_first(browser, app):
    client = browser("student")
    asked = client.post(HAND_IN, files=files("photo.png"))
    assert (asked.status_code, attempts(app)) == (409, ())
    assert "Nothing here can be graded" in asked.text
    assert sent_back(client, carried(asked.text)).status_code == 303


def test_a_script_is_told_and_not_asked(browser, app):
    client = browser("student")
    graded(app)
    told = client.post(HAND_IN, files=files("four_steps.py"), headers={"accept": "application/json"})
    assert told.status_code == 201
    assert "learning_rate.py" in told.json()["warnings"][0]
    script = browser()
    token = app.state.course.members.issue(SecretKind.TOKEN, KIM, now=datetime.now(UTC), lasts=None)
    bearer = {"authorization": f"Bearer {token}"}
    assert script.post(HAND_IN, files=files("other.py"), headers=bearer).status_code == 303


def test_every_attempt_leads_to_its_own_result_as_it_was_graded_then(browser, app):
    client = browser("student")
    first = handed_in(client, app, "four_steps.py", "learning_rate.py")
    graded(app, first)
    second = handed_in(client, app, "four_steps.py", anyway="1")
    graded(app, second, points=0.0, names=("four_steps.py",))
    then = f"{WEEK}/attempts/{first.id}/result"
    assert f'href="{then}"' in client.get(WEEK).text
    page = client.get(then)
    assert page.status_code == 200
    assert '<span class="big">1</span>' in page.text
    assert "no longer counts" in page.text
    assert client.get(f"{WEEK}/attempts/{second.id}/result").headers["location"] == f"{WEEK}/result"
    assert f'href="{then}"' in client.get(f"{WEEK}/attempts/{first.id}").text
    assert browser("classmate").get(then).status_code == 404


def test_a_last_attempt_that_earned_less_is_told_so(browser, app, policy):  # noqa: F811
    """Of an archive, and of a file that holds less, nobody could know before it was graded."""
    client = browser("student")
    graded(app, handed_in(client, app, "work.zip"))
    assert "earned more" not in client.get(WEEK).text
    graded(app, handed_in(client, app, "work.zip"), points=0.0)
    assert "earned more in the checks: 1 / 1" in client.get(WEEK).text
    policy()
    assert "earned more" not in client.get(WEEK).text


def test_an_attempt_whose_result_is_not_to_be_read_yet_tells_none(browser, app, policy):  # noqa: F811
    client = browser("student")
    policy()
    first = handed_in(client, app, "four_steps.py", "learning_rate.py")
    graded(app, first)
    graded(app, handed_in(client, app, "four_steps.py", anyway="1"), points=0.0)
    answer = client.get(f"{WEEK}/attempts/{first.id}/result")
    assert (answer.status_code, '"big"' in answer.text) == (422, False)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"data.csv": 150_000}, ["data.csv has 0.15 MB", "Larger than 0.1 MB"]),
        ({"data.csv": 200_000, "a.py": 10}, ["the largest is data.csv (0.2 MB)", "0.1 MB"]),
        ({"data.csv": 110_000}, ["data.csv has 0.11 MB", "0.1 MB"]),
        ({"data.csv": 2_000_000}, ["You sent 1.91 MB", "0.1 MB"]),
        ({f"{number}.py": 1 for number in range(4)}, ["4 files", "at most 3"]),
    ],
    ids=["one", "several", "within the room", "far too large", "too many"],
)
def test_every_refusal_names_file_size_and_limit_and_knows_who_is_signed_in(sent, said, browser, app):
    answer = browser("student").post(HAND_IN, files=[("files", (name, b"x" * size)) for name, size in sent.items()])
    assert answer.status_code in {413, 422}
    assert [words for words in said if words not in answer.text] == []
    assert MEMBERS["student"].name in answer.text
    assert re.search(r"<title>\d", answer.text) is None
    assert attempts(app) == ()


def test_a_day_too_full_names_file_size_and_limit(browser, app, settings):
    client = browser("student")
    object.__setattr__(app.state.course, "settings", replace(settings, upload=UploadLimits(megabytes_a_day=0.05)))
    answer = client.post(HAND_IN, files=files("a.py", content=b"x" * 60_000))
    assert "a.py (0.06 MB)" in answer.text
    assert "0.05 MB in a day" in answer.text


def test_a_page_that_is_not_there_knows_who_is_signed_in(browser):
    answer = browser("student").get("/weeks/week99")
    assert (answer.status_code, MEMBERS["student"].name in answer.text) == (404, True)
    assert "<title>There is nothing here" in answer.text


def test_a_week_without_a_hand_in_says_so_and_nothing_of_grading(browser, app):
    client = browser("student")
    page = client.get(f"{WEEK}/result").text
    assert "Nothing handed in yet." in page
    assert "Go back" not in page
    handed_in(client, app, "a.py")
    page = client.get(f"{WEEK}/result").text
    assert "is being graded now" in page
    assert f'href="{WEEK}/attempts/1"' in page


def test_work_that_came_by_folder_is_a_hand_in_too(browser, app):
    client = browser("student")
    graded(app)
    assert "1 hand-in, received by the TA. It came 2026-03-02 09:00" in client.get(WEEK).text
    assert "Nothing handed in yet" not in client.get(WEEK).text
    assert '<td class="number" data-name="Attempts">1</td>' in client.get("/").text


def test_a_hand_in_that_could_not_be_read_says_so_at_once_and_not_that_it_is_graded(browser, app, policy):  # noqa: F811
    client, course = browser("student"), app.state.course
    policy()
    upload = handed_in(client, app, "week03.py")
    made_from = Provenance(digest("png"), "v1", "1", "2", "full")
    bad = Received(f"up/{KIM}/week03.py", Fate.UNREADABLE, KIM, "binary")
    work = Submission(KIM, "week03", (), made_from.submission, received=upload.at, files=(bad,))
    mark = Mark(Verdict("sse.a", Outcome.UNGRADED), 0.0, 1.0, "unread")
    course.store.adopt(WeekVersion("week03", "v1"), SIGNED)
    course.store.save(Grade(KIM, "week03", Status.UNREAD, (mark,), made_from, work), SIGNED)
    course.uploads.claim("w", now=datetime.now(UTC), lease=timedelta(minutes=1), most=1)
    course.uploads.finish("w", upload.id, JobState.DONE, now=datetime.now(UTC))
    for path in (WEEK, f"{WEEK}/attempts/{upload.id}", f"{WEEK}/result"):
        page = client.get(path).text
        assert "week03.py</code></bdi>: cannot be read: it is not text" in page
        assert "hand everything in again" in page
        assert "Graded. You can read" not in page

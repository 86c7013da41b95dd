"""A page that waits is told its place, its time and the end; a thousand of them ask the store once."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

from autograder.model import JobState
from autograder.portal import live

HAND_IN = "/weeks/week03/hand-in"
SENT = [("files", ("four_steps.py", b"x = 1\n"))]


def test_events_tell_every_state_and_end_with_the_last(browser, app, monkeypatch):
    monkeypatch.setattr(live, "_PAUSE", 0.02)
    client, uploads = browser("student"), app.state.course.uploads
    sent = client.post(HAND_IN, files=SENT).headers["location"]

    def graded():
        time.sleep(0.3)
        (taken,) = uploads.claim("w", now=datetime.now(UTC), lease=timedelta(minutes=1), most=1)
        time.sleep(0.3)
        uploads.finish("w", taken.id, JobState.DONE, now=datetime.now(UTC))

    grader = threading.Thread(target=graded)
    grader.start()
    answer = client.get(f"{sent}/events")
    grader.join()
    assert answer.headers["content-type"].startswith("text/event-stream")
    states = [state for state in ("waiting", "running", "done") if f'"state":"{state}"' in answer.text]
    assert states == ["waiting", "running", "done"]
    assert "Before you in the queue: 0" in answer.text


def test_a_stream_ends_by_itself_so_that_a_browser_is_asked_again_who_it_is(browser, monkeypatch):
    monkeypatch.setattr(live, "LIFETIME", 0.1)
    client = browser("student")
    sent = client.post(HAND_IN, files=SENT).headers["location"]
    assert client.get(f"{sent}/events").text.count("event: state") == 1
    client.post("/signout")
    assert client.get(f"{sent}/events").status_code == 303


def test_pages_that_wait_ask_the_store_once_a_second(browser, app, monkeypatch):
    client, asked = browser("student"), []
    sent = client.post(HAND_IN, files=SENT).headers["location"]
    count = app.state.course.uploads.open_jobs
    monkeypatch.setattr(app.state.course.uploads, "open_jobs", lambda: asked.append(1) or count())
    for _ in range(20):
        assert client.get(f"{sent}/state").json()["state"] == "waiting"
    assert len(asked) <= 3


def test_the_page_reloads_where_there_is_no_script(browser):
    client = browser("student")
    page = client.get(client.post(HAND_IN, files=SENT).headers["location"]).text
    assert '<noscript><meta http-equiv="refresh"' in page

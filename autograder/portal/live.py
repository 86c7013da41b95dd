"""An attempt in the queue → events while it waits, for the page that shows it."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import anyio
import msgspec
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from autograder.model import JobState, QueuePlace
from autograder.report.messages.catalog import say

if TYPE_CHECKING:
    from autograder.model import Upload
    from autograder.portal.access import Visit
    from autograder.store.uploads import OpenJobs, Uploads

LIFETIME = 60.0
"""Seconds that a stream lasts: a browser asks again by itself, and is asked again who it is."""
_PAUSE = 1.0
OPEN = frozenset({JobState.WAITING, JobState.RUNNING})


class QueueWatch:
    """The queue as it was within the last second.

    A thousand pages that wait ask the store once.
    """

    def __init__(self, uploads: Uploads) -> None:
        self._uploads, self._lock = uploads, threading.Lock()
        self._seen: OpenJobs | None = None
        self._at = 0.0

    def jobs(self) -> OpenJobs:
        """The jobs that wait or run."""
        with self._lock:
            if self._seen is None or time.monotonic() - self._at > _PAUSE:
                self._seen, self._at = self._uploads.open_jobs(), time.monotonic()
            return self._seen


def state_in_words(visit: Visit, upload: Upload) -> dict[str, str]:
    """An attempt's state, place in the queue and honest estimate, in words."""
    jobs = visit.course.watch.jobs()
    state = jobs.states.get(upload.id)
    if state is None:
        now = visit.course.uploads.upload(upload.id)
        state = now.state if now else upload.state
    words = say(f"portal.state.{state}", visit.language)
    return {"state": str(state), "words": words, "place": place_in_words(jobs.place(upload.id), state, visit.language)}


def place_in_words(place: QueuePlace, state: JobState, language: str) -> str:
    """The place of a waiting attempt; nothing for one that is being graded or is over."""
    if state is not JobState.WAITING:
        return ""
    if place.seconds is None:
        return say("portal.place", language, before=place.before)
    return say("portal.place_and_time", language, before=place.before, seconds=f"{max(place.seconds, 1):.0f}")


def events(visit: Visit, upload: Upload) -> EventSourceResponse:
    """Every change of an attempt's state or place, until it is graded."""
    return EventSourceResponse(_news(visit, upload), ping=15)


async def _news(visit: Visit, upload: Upload) -> AsyncIterator[ServerSentEvent]:
    before: dict[str, str] = {}
    until = time.monotonic() + LIFETIME
    while time.monotonic() < until:
        now = await run_in_threadpool(state_in_words, visit, upload)
        if now != before:
            yield ServerSentEvent(msgspec.json.encode(now).decode(), event="state")
            before = now
        if now["state"] not in OPEN:
            return
        await anyio.sleep(_PAUSE)

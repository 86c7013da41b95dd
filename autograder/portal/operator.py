"""Addresses for machines: health, and the style and script of all pages."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from shutil import disk_usage
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from autograder.errors import RecordError
from autograder.model import JobState
from autograder.report.pages.page import asset
from autograder.store.schema import HEAD

if TYPE_CHECKING:
    from autograder.portal.access import Visit

STUCK_SECONDS = 600
"""A queue whose oldest job waits longer than this while no grader works is told as a fault."""
_ASSETS = {
    "style.css": "text/css",
    "script.js": "text/javascript",
    "passkey.js": "text/javascript",
    "lms.js": "text/javascript",
}


def health(visit: Visit) -> Response:
    """Say if the store answers and the queue moves. No names, no marks."""
    try:
        counts, queue = visit.course.uploads.counts(), visit.course.uploads.queue(now=visit.now)
    except RecordError:
        return JSONResponse({"status": "no_store"}, HTTPStatus.SERVICE_UNAVAILABLE)
    free = _free_megabytes(visit)
    full = free is not None and free < visit.course.settings.upload.megabytes
    stuck = queue.oldest_seconds > STUCK_SECONDS and not queue.graders
    told = {
        "status": "disk_full" if full else "no_grader" if stuck else "ok",
        "jobs": {str(state): counts.get(state, 0) for state in JobState},
        "oldest_seconds": round(queue.oldest_seconds),
        "graders": queue.graders,
        "schema": HEAD,
        **({} if free is None else {"free_megabytes": free}),
    }
    return JSONResponse(told, HTTPStatus.SERVICE_UNAVAILABLE if stuck or full else HTTPStatus.OK)


def _free_megabytes(visit: Visit) -> int | None:
    """Room left where the store lies; None where that is a server's affair."""
    store = visit.course.settings.store or str(visit.course.settings.folder)
    there = Path(store) if "://" not in store else None
    while there is not None and not there.exists():
        there = there.parent
    return None if there is None else disk_usage(there).free // 1_000_000


def asset_file(visit: Visit) -> Response:
    """The style or the script, to be kept by the browser.

    Its address changes with its content.
    """
    name = visit.path("name")
    if name not in _ASSETS:
        raise HTTPException(404)
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(asset(name), media_type=_ASSETS[name], headers=kept)

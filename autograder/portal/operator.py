"""Addresses for machines: health, and the style and script of all pages."""

from __future__ import annotations

from http import HTTPStatus
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
    stuck = queue.oldest_seconds > STUCK_SECONDS and not queue.graders
    told = {
        "status": "no_grader" if stuck else "ok",
        "jobs": {str(state): counts.get(state, 0) for state in JobState},
        "oldest_seconds": round(queue.oldest_seconds),
        "graders": queue.graders,
        "schema": HEAD,
    }
    return JSONResponse(told, HTTPStatus.SERVICE_UNAVAILABLE if stuck else HTTPStatus.OK)


def asset_file(visit: Visit) -> Response:
    """The style or the script, to be kept by the browser.

    Its address changes with its content.
    """
    name = visit.path("name")
    if name not in _ASSETS:
        raise HTTPException(404)
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(asset(name), media_type=_ASSETS[name], headers=kept)

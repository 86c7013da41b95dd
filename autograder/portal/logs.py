"""Log records → lines of JSON without anybody's name or marks.

Text at a terminal. Addresses stand there as patterns, people as their part in the course, exceptions without their words.
"""

from __future__ import annotations

import logging
import sys
import time
import traceback
from typing import TYPE_CHECKING

from pythonjsonlogger.json import JsonFormatter
from starlette.datastructures import MutableHeaders

from autograder.portal.access import SECURE_HEADERS, new_number

if TYPE_CHECKING:
    from types import TracebackType

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger("autograder.portal")
_TEXT = "%(asctime)s %(name)s %(message)s"
_TALKATIVE = ("httpx", "httpx2", "urllib3")
"""Libraries that log whole addresses, with all that stands in them."""
_JSON = "%(asctime)s %(levelname)s %(name)s %(message)s"


def log_to_stderr() -> None:
    """Send all that is logged to standard error.

    JSON for a collector, text for a person at a terminal.
    """
    shown = logging.StreamHandler(sys.stderr)
    shown.setFormatter(_Text(_TEXT) if sys.stderr.isatty() else _Json(_JSON, rename_fields=_SHORT))
    logging.basicConfig(level=logging.INFO, handlers=[shown], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


class Around:
    """ASGI: headers of every answer, and a line of the log; who asked is not in it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number, begun, status = new_number(), time.monotonic(), 500
        scope.setdefault("state", {})["number"] = number

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in SECURE_HEADERS.items():
                    headers.setdefault(name, value)
                if "frame-ancestors 'none'" not in headers["Content-Security-Policy"]:
                    del headers["X-Frame-Options"]  # it knows no list, and the policy has one
                headers["X-Request-Id"] = number
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            told = {
                "request": number,
                "method": scope["method"],
                "address": getattr(scope.get("endpoint"), "pattern", "?"),
                "part": str(scope["state"].get("part", "")) or "nobody",
                "status": status,
                "milliseconds": round(1000 * (time.monotonic() - begun)),
            }
            line = "%(method)s %(address)s %(status)s %(milliseconds)s ms %(part)s %(request)s"
            _log.info(line, told, extra=told)


_SHORT = {"asctime": "at", "levelname": "level", "name": "logger", "message": "event"}
_Raised = tuple[type[BaseException], BaseException, "TracebackType | None"] | tuple[None, None, None]


def _places(raised: _Raised) -> str:
    """An exception's type and places, without its words, which may name somebody."""
    kind, _, trace = raised
    frames = traceback.extract_tb(trace)
    where = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{kind.__name__ if kind else ''} {where}"


class _Json(JsonFormatter):
    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - logging's name
        return _places(ei)


class _Text(logging.Formatter):
    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - logging's name
        return _places(ei)

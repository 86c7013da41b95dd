"""Requests to others' servers: a school's provider, an LMS.

Short, bounded, tried again, and never led elsewhere.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

import httpx2
import stamina

from autograder.errors import SignInError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SECONDS = 10.0
_KEPT_SECONDS = 600.0
"""Seconds for which what a provider says of itself is believed without asking again."""
_MOST_BYTES = 2_000_000
_TRIES = 3
_PASSING = frozenset({429, 500, 502, 503, 504})
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
_SERVER = re.compile(r"[\w.-]+(:\d{1,5})?|\[[0-9a-fA-F:.]+\](:\d{1,5})?")
"""A name and a port: it is written into policies and the log, and holds nobody's password."""
_log = logging.getLogger("autograder.portal")


class Web:
    """A client for others' servers, shared by every request."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}
        self._lock = threading.Lock()

    @cached_property
    def client(self) -> httpx2.Client:
        """The connections, made for the first request: most portals ask nobody."""
        return httpx2.Client(
            timeout=_SECONDS, follow_redirects=False, limits=httpx2.Limits(max_keepalive_connections=0)
        )

    def document(self, address: str, *, fresh: bool = False) -> dict[str, Any]:
        """A JSON object that seldom changes: what a server says of itself, its keys.

        Raises SignInError where the server is down or says something else.
        """
        with self._lock:
            at, known = self._kept.get(address, (0.0, {}))
        if known and not fresh and time.monotonic() - at < _KEPT_SECONDS:
            return known
        found = self.json("GET", address)
        if not isinstance(found, dict):
            raise SignInError("elsewhere_odd", status=502, where=host(address))
        with self._lock:
            self._kept[address] = (time.monotonic(), found)
        return found

    def json(self, method: str, address: str, **sent: Any) -> Any:
        """The JSON that a server answers; None for an empty answer."""
        answer = self.ask(method, address, **sent)
        try:
            return answer.json() if answer.content else None
        except ValueError:
            raise SignInError("elsewhere_odd", status=502, where=host(address)) from None

    def ask(
        self, method: str, address: str, *, headers: Mapping[str, str] | None = None, **sent: Any
    ) -> httpx2.Response:
        """The answer of a server, tried again while it is busy or silent.

        Raises SignInError where it stays so, or refuses.
        """
        allowed(address)
        try:
            answer = self._tried(method, address, headers=dict(headers or {}), **sent)
        except httpx2.HTTPError as error:
            _log.warning("%s %s failed: %s", method, host(address), type(error).__name__)
            raise SignInError("elsewhere_down", status=503, where=host(address)) from error
        if answer.is_error or len(answer.content) > _MOST_BYTES:
            _log.warning("%s %s answered %d", method, host(address), answer.status_code)
            raise SignInError("elsewhere_refused", status=502, where=host(address), answer=answer.status_code)
        return answer

    @stamina.retry(on=httpx2.HTTPError, attempts=_TRIES, timeout=20.0, wait_initial=0.2, wait_max=2.0)
    def _tried(self, method: str, address: str, **sent: Any) -> httpx2.Response:
        answer = self.client.request(method, address, **sent)
        if answer.status_code in _PASSING:
            answer.raise_for_status()
        return answer


def allowed(address: str) -> None:
    """Refuse an address that is not encrypted, unless it is on this machine."""
    try:
        parts = urlsplit(address)
        known = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)
        known = known and _SERVER.fullmatch(parts.netloc) is not None
    except ValueError:
        known = False
    if not known:
        raise SignInError("elsewhere_open", status=502, where=address[:200])


def host(address: str) -> str:
    """The server of an address, as people know it."""
    return parts_of(address).netloc or address[:80]


def parts_of(address: str) -> SplitResult:
    """The parts of a stranger's address, all empty for what is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")

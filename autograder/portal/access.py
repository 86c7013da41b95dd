"""Addresses × roles, and what every request passes before it reaches a page.

Who you are, whether your role may, where a form was sent from, how large it is: decided here. Which students a TA of a
section may see is decided in `seen`.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from autograder.errors import AutograderError
from autograder.model import CourseRole, Member, SecretKind
from autograder.portal.live import QueueWatch
from autograder.portal.receiving import form as received
from autograder.portal.settings import Settings
from autograder.portal.web import Web, parts_of
from autograder.store.identities import Identities
from autograder.store.members import Members
from autograder.store.platforms import Platforms
from autograder.store.store import Store
from autograder.store.uploads import Uploads
from autograder.workflows.opening import Weeks

COOKIE = "session"
_SHORT_FORM = 64 * 1024
_OWN_SITES = {"same-origin", "none"}


class May(Enum):
    """Sets of those to whom an address answers."""

    ANYBODY = frozenset(CourseRole) | {None}
    MEMBERS = frozenset(CourseRole)
    STUDENTS = frozenset({CourseRole.STUDENT})
    READERS = frozenset({CourseRole.OBSERVER, CourseRole.TA, CourseRole.INSTRUCTOR})
    DECIDERS = frozenset({CourseRole.TA, CourseRole.INSTRUCTOR})
    INSTRUCTORS = frozenset({CourseRole.INSTRUCTOR})


@dataclass(frozen=True, slots=True)
class Course:
    """Settings and the views of one store: all pages stand on them."""

    settings: Settings
    store: Store
    uploads: Uploads
    members: Members
    weeks: Weeks
    watch: QueueWatch
    identities: Identities
    platforms: Platforms
    web: Web


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who asks, in which language, with which form.

    `given`: files by name, whole.
    """

    request: Request
    course: Course
    member: Member | None
    form: Mapping[str, str] = field(default_factory=dict)
    given: Sequence[tuple[str, bytes]] = ()

    @property
    def me(self) -> Member:
        """Whoever is signed in."""
        assert self.member is not None, "an address for nobody signed in has no use for one"
        return self.member

    @property
    def now(self) -> datetime:
        """The clock of the course."""
        return datetime.now(UTC)

    @property
    def language(self) -> str:
        """Korean or English: as chosen, or as the browser asks for."""
        chosen = self.request.cookies.get("language", "")
        asked = self.request.headers.get("accept-language", "")
        return chosen if chosen in {"ko", "en"} else ("ko" if asked.lower().startswith("ko") else "en")

    @property
    def wants_json(self) -> bool:
        """True for a script that signed in with a token."""
        return "application/json" in self.request.headers.get("accept", "")

    def path(self, name: str) -> str:
        """A part of the address."""
        return str(self.request.path_params.get(name, ""))


Page = Callable[[Visit], Response]


@dataclass(frozen=True, slots=True)
class Address:
    """A path, whom it answers, and the page that does. `posts`: it changes something.

    `scripts`: a personal token may post there. `from_elsewhere`: forms of other sites are meant to come, and prove
    themselves by what is signed in them. `framed`: an LMS that is known may show it in a frame.
    """

    path: str
    may: May
    page: Page
    posts: bool = False
    scripts: bool = False
    from_elsewhere: bool = False
    framed: bool = False


def routes(
    addresses: Sequence[Address], course: Course, trouble: Callable[[Visit, AutograderError], Response]
) -> list[Route]:
    """Starlette's routes: every address behind the same gate."""
    return [
        Route(each.path, _gate(each, course, trouble), methods=["POST"] if each.posts else ["GET"])
        for each in addresses
    ]


def _gate(
    address: Address, course: Course, trouble: Callable[[Visit, AutograderError], Response]
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        member, by_token = await run_in_threadpool(who, request, course)
        request.state.part = member.role if member else ""
        if address.posts and not by_token and not address.from_elsewhere and not _from_here(request, course):
            raise HTTPException(403, "this form was sent from another site")
        if address.posts and by_token and not address.scripts:
            raise HTTPException(403 if member else 401, "a personal token hands in and reads, and nothing else")
        if (member.role if member else None) not in address.may.value:
            if member is None and not address.posts and not by_token:
                return RedirectResponse(f"/signin?next={quote(_whole_path(request))}", 303)
            if member is None and not by_token and _is_short_form(request):
                form, _ = await received(request, course.settings.upload, Visit(request, course, None).language)
                request.state.typed = form
            raise HTTPException(404 if member else 401)
        visit = Visit(request, course, member)
        if address.posts:
            form, given = await received(request, course.settings.upload, visit.language)
            visit = Visit(request, course, member, form, given)
        try:
            answer = await run_in_threadpool(address.page, visit)
        except AutograderError as error:
            answer = await run_in_threadpool(trouble, visit, error)
        return await run_in_threadpool(_framable, course, answer) if address.framed else answer

    endpoint.pattern = address.path  # type: ignore[attr-defined]  # the log names this, never the address itself
    return endpoint


def _whole_path(request: Request) -> str:
    """The path of a page and what was asked of it, to come back to after signing in."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _is_short_form(request: Request) -> bool:
    """True for words and numbers alone, which a refusal gives back."""
    kind, length = (request.headers.get(name, "") for name in ("content-type", "content-length"))
    return kind.startswith("application/x-www-form-urlencoded") and length.isdecimal() and int(length) <= _SHORT_FORM


def _framable(course: Course, answer: Response) -> Response:
    """The same answer, to be shown in a frame by every LMS that is known."""
    known = {
        f"{parts.scheme}://{parts.netloc}"
        for platform in course.platforms.platforms()
        for parts in (urlsplit(platform.issuer), urlsplit(platform.authorize))
    }
    policy = answer.headers.get("Content-Security-Policy", SECURE_HEADERS["Content-Security-Policy"])
    ancestors = " ".join(["frame-ancestors", *(sorted(known) or ["'none'"])])
    answer.headers["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", ancestors)
    return answer


def who(request: Request, course: Course) -> tuple[Member | None, bool]:
    """The member that a session or a personal token stands for."""
    now = datetime.now(UTC)
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        member = course.members.bearer(SecretKind.TOKEN, token.strip(), now=now)
        if member:
            course.members.use(token.strip(), now=now)
        return member, True
    session = request.cookies.get(COOKIE, "")
    return (course.members.bearer(SecretKind.SESSION, session, now=now) if session else None), False


def _from_here(request: Request, course: Course) -> bool:
    """Tell whether a browser says that the form stood on one of our own pages."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in _OWN_SITES
    sent = request.headers.get("origin")
    there = parts_of(sent or "").netloc
    return bool(there) and there in {urlsplit(course.settings.origin).netloc, request.headers.get("host")}


SECURE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def new_number() -> str:
    """A number for a request, by which a log can be searched."""
    return secrets.token_hex(6)

"""Settings and a store → the web application.

Every address, whom it answers, and how it refuses.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, PlainTextResponse, Response

from autograder.errors import AutograderError, SignInError, StoreDownError
from autograder.portal import (
    account,
    analysis,
    attempts,
    deciding,
    handed_in,
    handing_in,
    lms_pages,
    lti,
    lti_content,
    lti_register,
    openid,
    operator,
    passkeys,
    received_files,
    sessions,
    signin,
    staff,
    student,
    weeks,
)
from autograder.portal.access import SECURE_HEADERS, Address, Course, May, Visit, routes, who
from autograder.portal.asking import again, was_typed
from autograder.portal.live import QueueWatch
from autograder.portal.logs import Around
from autograder.portal.rendering import html, no_entry
from autograder.portal.web import Web
from autograder.report.messages.catalog import refusal, say
from autograder.store.identities import Identities
from autograder.store.members import Members
from autograder.store.platforms import Platforms
from autograder.store.store import Store
from autograder.store.uploads import Uploads
from autograder.workflows.opening import Weeks

if TYPE_CHECKING:
    from starlette.requests import Request

    from autograder.portal.settings import Settings

_log = logging.getLogger("autograder.portal")


ADDRESSES = (
    Address("/health", May.ANYBODY, operator.health),
    Address("/assets/{name}", May.ANYBODY, operator.asset_file),
    Address("/signin", May.ANYBODY, signin.ask),
    Address("/signin", May.ANYBODY, signin.send_link, posts=True),
    Address("/signin/openid/return", May.ANYBODY, openid.come_back),
    Address("/signin/openid/{provider}", May.ANYBODY, openid.go),
    Address("/signin/passkey/options", May.ANYBODY, passkeys.options_to_enter, posts=True),
    Address("/signin/passkey", May.ANYBODY, passkeys.enter, posts=True),
    Address("/signin/{link}", May.ANYBODY, signin.confirm),
    Address("/signin/{link}", May.ANYBODY, signin.enter, posts=True),
    Address("/demo", May.ANYBODY, signin.enter_demo, posts=True),
    Address("/language", May.ANYBODY, signin.choose_language, posts=True),
    Address("/signout", May.MEMBERS, sessions.leave, posts=True),
    Address("/", May.MEMBERS, student.home),
    Address("/me", May.MEMBERS, account.account),
    Address("/me/tokens", May.MEMBERS, account.new_token, posts=True),
    Address("/me/revoke", May.MEMBERS, account.revoke, posts=True),
    Address("/me/passkeys/options", May.READERS, passkeys.options_to_add, posts=True),
    Address("/me/passkeys", May.READERS, passkeys.add, posts=True),
    Address("/me/data", May.STUDENTS, student.own_data),
    Address("/weeks/{week}", May.STUDENTS, student.week),
    Address("/weeks/{week}/handout", May.STUDENTS, weeks.handout),
    Address("/weeks/{week}/hand-in", May.STUDENTS, handing_in.hand_in, posts=True, scripts=True),
    Address("/weeks/{week}/attempts/{upload}", May.STUDENTS, attempts.attempt),
    Address("/weeks/{week}/attempts/{upload}/state", May.STUDENTS, attempts.attempt_state),
    Address("/weeks/{week}/attempts/{upload}/events", May.STUDENTS, attempts.attempt_events),
    Address("/weeks/{week}/attempts/{upload}/receipt", May.STUDENTS, attempts.receipt_file),
    Address("/weeks/{week}/attempts/{upload}/result", May.STUDENTS, attempts.attempt_result),
    Address("/weeks/{week}/look", May.STUDENTS, student.take_look, posts=True),
    Address("/weeks/{week}/result", May.STUDENTS, student.result),
    Address("/weeks/{week}/requests", May.STUDENTS, student.ask_second_look, posts=True),
    Address("/class", May.READERS, staff.to_do),
    Address("/class/jobs/{upload}/again", May.DECIDERS, deciding.grade_again, posts=True),
    Address("/class/requests/{request}/answer", May.DECIDERS, deciding.answer, posts=True),
    Address("/class/blind", May.READERS, staff.choose_blind, posts=True),
    Address("/class/find", May.READERS, staff.find),
    Address("/class/{week}", May.READERS, staff.week),
    Address("/class/{week}/mistakes", May.READERS, analysis.mistakes),
    Address("/class/{week}/mistakes", May.DECIDERS, deciding.decide_many, posts=True),
    Address("/class/{week}/files", May.READERS, received_files.files),
    Address("/class/{week}/files", May.DECIDERS, received_files.settle, posts=True),
    Address("/class/{week}/regrade", May.DECIDERS, analysis.regrade),
    Address("/class/{week}/regrade", May.DECIDERS, analysis.ask_regrade, posts=True),
    Address("/class/{week}/regrade/confirm", May.DECIDERS, analysis.confirm_regrade, posts=True),
    Address("/class/{week}/items", May.INSTRUCTORS, analysis.items),
    Address("/class/{week}/items.csv", May.INSTRUCTORS, analysis.items_table),
    Address("/class/{week}/done", May.READERS, weeks.done),
    Address("/class/{week}/publish", May.INSTRUCTORS, weeks.publish),
    Address("/class/{week}/publish", May.INSTRUCTORS, weeks.publish_now, posts=True),
    Address("/class/{week}/release", May.INSTRUCTORS, weeks.release),
    Address("/class/{week}/release", May.INSTRUCTORS, weeks.release_now, posts=True),
    Address("/class/{week}/gradebook", May.INSTRUCTORS, staff.gradebook),
    Address("/class/{week}/students/{student}", May.READERS, deciding.one_student),
    Address("/class/{week}/students/{student}/page", May.READERS, deciding.student_page),
    Address("/class/{week}/students/{student}/source", May.READERS, handed_in.source),
    Address("/class/{week}/students/{student}/attempts/{upload}", May.READERS, handed_in.attempt_source),
    Address("/class/{week}/students/{student}/attempts/{upload}/files/{number}", May.READERS, handed_in.attempt_file),
    Address("/class/{week}/students/{student}/decide", May.DECIDERS, deciding.decide_one, posts=True),
    Address("/class/{week}/students/{student}/looks", May.DECIDERS, deciding.give_looks, posts=True),
    Address("/lti/keys", May.ANYBODY, lti.keys),
    Address("/lti/login", May.ANYBODY, lti.login, framed=True),
    Address("/lti/login", May.ANYBODY, lti.login, posts=True, from_elsewhere=True, framed=True),
    Address("/lti/launch", May.ANYBODY, lti.launch, posts=True, from_elsewhere=True, framed=True),
    Address("/lti/content", May.ANYBODY, lti_content.answer, posts=True, framed=True),
    Address("/lti/register/{link}", May.ANYBODY, lti_register.offer),
    Address("/lti/register/{link}", May.ANYBODY, lti_register.register, posts=True),
    Address("/lms", May.INSTRUCTORS, lms_pages.lms),
    Address("/lms/registration", May.INSTRUCTORS, lms_pages.new_registration, posts=True),
    Address("/lms/platforms/{platform}/revoke", May.INSTRUCTORS, lms_pages.revoke_platform, posts=True),
    Address("/lms/courses/{course}/roster", May.INSTRUCTORS, lms_pages.read_roster, posts=True),
    Address("/lms/send", May.INSTRUCTORS, lms_pages.send_now, posts=True),
    Address("/calendar", May.INSTRUCTORS, weeks.calendar),
    Address("/members", May.INSTRUCTORS, staff.members),
    Address("/members", May.INSTRUCTORS, staff.enrol, posts=True),
    Address("/members/leave", May.INSTRUCTORS, staff.leave, posts=True),
    Address("/members/signout", May.INSTRUCTORS, account.sign_out_member, posts=True),
)
"""Every address of the portal. A test walks the table, role by role."""


def application(settings: Settings, store: Store) -> Starlette:
    """The application on an open store, which outlives it."""
    uploads = Uploads(store)
    course = Course(
        settings,
        store,
        uploads,
        Members(store),
        Weeks(settings.folder),
        QueueWatch(uploads),
        Identities(store),
        Platforms(store),
        Web(),
    )
    course.members.enrol(settings.members)
    course.platforms.configure(settings.lti, now=datetime.now(UTC))
    app = Starlette(
        middleware=[Middleware(Around)],
        routes=routes(ADDRESSES, course, _trouble),
        exception_handlers={
            HTTPException: _refused,
            ClientDisconnect: _left,
            StoreDownError: _no_store,
            Exception: _broken,
        },
    )
    app.state.course = course
    return app


def _trouble(visit: Visit, error: AutograderError) -> Response:
    """Answer an error that a person can mend, in that person's words."""
    if isinstance(error, SignInError):
        return no_entry(visit, error)
    if isinstance(error, StoreDownError):
        raise error
    what = refusal(str(error), visit.language, in_browser=True)
    if visit.wants_json:
        return JSONResponse({"error": what}, 422)
    if was_typed(visit) and not visit.given:
        return again(visit, status=422, refusal=what)
    return html(visit, "portal/trouble.html.j2", status=422, what=what, sent=visit.request.method == "POST")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": error.detail}, error.status_code)
    code = error.status_code
    visit = await run_in_threadpool(_signed_in, request)
    typed = replace(visit, form=getattr(request.state, "typed", {}))
    if code == HTTPStatus.UNAUTHORIZED and was_typed(typed):
        return again(typed, status=code, refusal=say("portal.session_over", visit.language))
    what = error.detail if code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else ""
    return html(visit, "portal/refused.html.j2", status=code, code=code, what=what)


async def _left(_: Request, __: Exception) -> Response:
    """Answer nobody: whoever sent it left before all was here; nothing is kept."""
    return Response(status_code=HTTPStatus.BAD_REQUEST)


async def _no_store(request: Request, error: Exception) -> Response:
    """Say that the store is full, locked or gone, and that nothing was kept."""
    number = getattr(request.state, "number", "")
    _log.error("request %s: the store failed: %s", number, error, extra={"request": number})
    visit = _stranger(request)
    if visit.wants_json:
        words = say("portal.no_store", visit.language)
        return JSONResponse({"error": words}, 503, headers={"Retry-After": "30"})
    answer = html(visit, "portal/no_store.html.j2", status=503, number=number)
    answer.headers["Retry-After"] = "30"
    return answer


async def _broken(request: Request, error: Exception) -> Response:
    """Our own fault. The log knows more, by the number."""
    number = getattr(request.state, "number", "")
    _log.error("request %s broke", number, exc_info=error, extra={"request": number})
    words = f"Something broke here, and it is not your fault. Nothing was lost. Number {number}.\n"
    return PlainTextResponse(words, 500, headers={**SECURE_HEADERS, "X-Request-Id": number})


def _signed_in(request: Request) -> Visit:
    """A visit to a page that is refused, by whoever it is."""
    try:
        member, _ = who(request, request.app.state.course)
    except StoreDownError:
        member = None
    return Visit(request, request.app.state.course, member)


def _stranger(request: Request) -> Visit:
    return Visit(request, request.app.state.course, None)

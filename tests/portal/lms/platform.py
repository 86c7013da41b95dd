"""An LMS to test against: lti1p3platform's messages, tokens and checks behind a small gradebook and roster of ours.

No LMS can be installed from a package registry; this library is another's, with another JWT library than the portal's.
"""

from __future__ import annotations

import html
import socket
import threading
import time
from contextlib import contextmanager
from urllib.parse import parse_qsl

import uvicorn
from jwcrypto.jwk import JWK
from lti1p3platform.exceptions import LtiException
from lti1p3platform.ltiplatform import LTI1P3PlatformConfAbstract
from lti1p3platform.message_launch import LTIAdvantageMessageLaunchAbstract
from lti1p3platform.oidc_login import OIDCLoginAbstract
from lti1p3platform.registration import Registration
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from autograder.model import Platform

AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
ROSTER = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
LIS = "https://purl.imsglobal.org/spec/lti/claim/lis"
TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"


class Conf(LTI1P3PlatformConfAbstract):
    def init_platform_config(self, **kwargs):
        self._registration = kwargs["registration"]

    def get_registration_by_params(self, **kwargs):
        return self._registration


class Login(OIDCLoginAbstract):
    def set_lti_message_hint(self, **kwargs):
        self._lti_message_hint = kwargs["hint"]

    def get_redirect(self, url):
        return url


class Asked:
    """A request as the library wants it."""

    def __init__(self, query):
        self.get_data, self.form_data = dict(query), {}


class Launch(LTIAdvantageMessageLaunchAbstract):
    def render_launch_form(self, launch_data, **kwargs):
        return launch_data


class School:
    """Users by id, one course, one tool; `down` as a server in trouble answers."""

    def __init__(self, origin):
        self.origin = origin
        key = JWK.generate(kty="RSA", size=2048)
        self.registration = (
            Registration()
            .set_iss(origin)
            .set_client_id("portal-of-the-course")
            .set_deployment_id("1")
            .set_platform_private_key(key.export_to_pem(private_key=True, password=None).decode())
            .set_platform_public_key(key.export_to_pem().decode())
        )
        self.users, self.items, self.scores, self.asked = {}, {}, [], []
        self.down, self.deep, self.week, self.chosen, self.registered = False, False, "", None, None

    # -------------------------------------------------------------- what a person at the LMS does

    def knows(self, tool):
        """Register a tool by hand. `tool`: its address, and its keys where it cannot be asked for them."""
        origin, keys = tool
        self.registration.set_oidc_login_url(f"{origin}/lti/login").set_launch_url(f"{origin}/")
        self.registration.set_deeplink_launch_url(f"{origin}/").set_tool_key_set(keys)

    def click(self, user, *, week="", deep=False):
        """The address at the tool that a click on its link leads to."""
        self.deep, self.week = deep, week
        login = Login(None, Conf(registration=self.registration))
        login.set_lti_message_hint(hint="link")
        if week:
            login.set_launch_url(f"{self.registration.get_launch_url()}weeks/{week}")
        return login.initiate_login(user)

    # -------------------------------------------------------------- its addresses

    @property
    def conf(self):
        return Conf(registration=self.registration)

    async def course(self, request):
        """A page of the LMS with the portal in a frame."""
        shown = html.escape(self.click(request.query_params["user"], week=request.query_params["week"]))
        return HTMLResponse(
            f'<!doctype html><title>LMS</title><iframe src="{shown}" width="900" height="700"></iframe>'
        )

    async def configuration(self, request):
        where = {name: f"{self.origin}/{path}" for name, path in ADDRESSES.items()}
        about = {"product_family_code": "test-lms", "version": "1"}
        lti = {"https://purl.imsglobal.org/spec/lti-platform-configuration": about}
        return JSONResponse({"issuer": self.origin, **where, **lti})

    async def register(self, request):
        self.registered = await request.json()
        self.registered_with = request.headers.get("authorization")
        return JSONResponse({**self.registered, "client_id": "made-by-registration", TOOL: {"deployment_id": "2"}})

    async def keys(self, request):
        return JSONResponse(self.conf.get_jwks())

    async def authorize(self, request):
        query = request.query_params
        user = self.users[query["login_hint"]]
        launch = Launch(Asked(query), self.conf)
        launch.set_user_data(
            query["login_hint"], [ROLE + user["role"]], user["name"], user.get("email"), query["login_hint"]
        )
        launch.set_resource_link_claim(self.week or "course")
        launch.set_launch_context_claim("c1", context_title="Deep Learning")
        launch.set_ags(f"{self.origin}/items", self.items.get(self.week, {}).get("id"))
        launch.set_nrps(f"{self.origin}/members")
        if user.get("number"):
            launch.set_extra_claims({LIS: {"person_sourcedid": user["number"]}})
        if self.week:
            launch.set_launch_url(f"{self.registration.get_launch_url()}weeks/{self.week}")
        if self.deep:
            launch.set_dl(f"{self.origin}/chosen", "choose", "", {"ltiResourceLink"}, {"data": "kept"})
        sent = launch.lti_launch()
        fields = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(sent[name])}">' for name in ("state", "id_token")
        )
        return HTMLResponse(
            f'<body onload="document.forms[0].submit()"><form method="post" action="{sent["launch_url"]}">{fields}</form>'
        )

    async def token(self, request):
        form = dict(parse_qsl((await request.body()).decode()))
        self.asked.append(form)
        if self.down:
            return Response(status_code=503)
        try:
            return JSONResponse(self.conf.get_access_token(form))
        except Exception as error:  # noqa: BLE001
            return JSONResponse({"error": str(error)}, 400)

    async def line_items(self, request):
        if refused := self.refused(request, AGS + "lineitem"):
            return refused
        if request.method == "GET":
            week = request.query_params.get("resource_id")
            return JSONResponse([each for each in self.items.values() if week in {None, each["resourceId"]}])
        item = await request.json()
        assert item["resourceId"] not in self.items, "a second column"
        self.items[item["resourceId"]] = {**item, "id": f"{self.origin}/items/{item['resourceId']}?type=assign"}
        return JSONResponse(self.items[item["resourceId"]], 201)

    async def score(self, request):
        if refused := self.refused(request, AGS + "score"):
            return refused
        week, said = request.path_params["week"], await request.json()
        if week not in self.items:
            return Response(status_code=404)
        if said["userId"] not in self.users:
            return Response(status_code=422)
        before = [each["timestamp"] for at, each in self.scores if (at, each["userId"]) == (week, said["userId"])]
        if before and said["timestamp"] <= max(before):
            return Response(status_code=409)
        self.scores.append((week, said))
        return Response(status_code=204)

    async def members(self, request):
        if refused := self.refused(request, ROSTER):
            return refused
        page, whole = int(request.query_params.get("page", 0)), list(self.users.items())
        people = [
            {
                "user_id": number,
                "name": user["name"],
                "email": user.get("email"),
                "lis_person_sourcedid": user.get("number"),
                "roles": [ROLE + user["role"]],
                "status": user.get("status", "Active"),
            }
            for number, user in whole[2 * page : 2 * page + 2]
        ]
        links = {"link": f'<{self.origin}/members?page={page + 1}>; rel="next"'} if whole[2 * page + 2 :] else {}
        return JSONResponse({"id": "members", "context": {"id": "c1"}, "members": people}, headers=links)

    async def deep_linked(self, request):
        form = dict(parse_qsl((await request.body()).decode()))
        self.chosen = self.conf.validate_deeplinking_resp(form)
        return JSONResponse(self.chosen)

    def refused(self, request, scope):
        if self.down:
            return Response(status_code=503)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            good = self.conf.validate_token(token, [scope])
        except LtiException:
            good = False
        return None if good else Response(status_code=401)


ADDRESSES = {
    "authorization_endpoint": "auth",
    "token_endpoint": "token",
    "jwks_uri": "keys",
    "registration_endpoint": "register",
}


@contextmanager
def running():
    """The LMS behind a real server."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    school = School(f"http://localhost:{port}")
    app = Starlette(
        routes=[
            Route("/.well-known/openid-configuration", school.configuration),
            Route("/course", school.course),
            Route("/register", school.register, methods=["POST"]),
            Route("/keys", school.keys),
            Route("/auth", school.authorize),
            Route("/token", school.token, methods=["POST"]),
            Route("/items", school.line_items, methods=["GET", "POST"]),
            Route("/items/{week}/scores", school.score, methods=["POST"]),
            Route("/members", school.members),
            Route("/chosen", school.deep_linked, methods=["POST"]),
        ]
    )
    server = uvicorn.Server(uvicorn.Config(app, host="localhost", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield school
    finally:
        server.should_exit = True
        thread.join()


def platform_of(school, **more):
    """The LMS as portal.toml names it."""
    at, client = school.origin, school.registration.get_client_id()
    known = {"authorize": f"{at}/auth", "token": f"{at}/token", "keys": f"{at}/keys", "deployments": ("1",)}
    return Platform(issuer=at, client_id=client, name="Test LMS", **{**known, **more})

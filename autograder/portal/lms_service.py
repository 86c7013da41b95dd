"""An LMS's gradebook and roster, under its access token (LTI Advantage)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.errors import SignInError
from autograder.portal.lti_key import signed
from autograder.portal.web import host

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from autograder.model import LmsCourse, Platform
    from autograder.portal.access import Course

LINE_ITEM = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"
SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
MEMBERS = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
SCOPES = (LINE_ITEM, SCORE, MEMBERS)
_ITEM = "application/vnd.ims.lis.v2.lineitem+json"
_ITEMS = "application/vnd.ims.lis.v2.lineitemcontainer+json"
_SCORED = "application/vnd.ims.lis.v1.score+json"
_PEOPLE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"
_ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_MOST_PAGES = 500


class LmsService:
    """The services of one course of an LMS."""

    def __init__(self, course: Course, platform: Platform, there: LmsCourse, *, now: datetime) -> None:
        self._course = course
        self._platform = platform
        self._there = there
        self._now = now
        self._tokens: dict[str, str] = {}

    def line_item(self, week: str, *, label: str, most: float, due: datetime | None) -> str:
        """The address of the one column of a week, found by its week or made."""
        address = self._needed(self._there.line_items, "gradebook")
        found = self._pages(address, LINE_ITEM, _ITEMS, params={"resource_id": week})
        mine = [each for each in found if isinstance(each, dict) and each.get("resourceId") == week and each.get("id")]
        if mine:
            return str(mine[0]["id"])
        said: dict[str, Any] = {"label": label, "scoreMaximum": most, "resourceId": week, "tag": "autograder"}
        if due:
            said["endDateTime"] = due.isoformat()
        made = self._ask("POST", address, LINE_ITEM, {"content-type": _ITEM, "accept": _ITEM}, json=said).json()
        if not isinstance(made, dict) or not made.get("id"):
            raise SignInError("elsewhere_odd", status=502, where=host(address))
        return str(made["id"])

    def score(self, line_item: str, said: Mapping[str, object]) -> None:
        """Tell a column a student's mark."""
        path, mark, query = line_item.partition("?")
        self._ask("POST", f"{path.rstrip('/')}/scores{mark}{query}", SCORE, {"content-type": _SCORED}, json=dict(said))

    def people(self) -> Iterator[dict[str, Any]]:
        """Everybody in the course, as the LMS knows them."""
        address = self._needed(self._there.memberships, "roster")
        for each in self._pages(address, MEMBERS, _PEOPLE):
            if isinstance(each, dict):
                yield each

    def _pages(
        self, address: str, scope: str, accept: str, *, params: Mapping[str, str] | None = None
    ) -> Iterator[object]:
        """The entries of a list, page after page."""
        for _ in range(_MOST_PAGES):
            answer = self._ask("GET", address, scope, {"accept": accept}, params=params)
            try:
                found = answer.json()
            except ValueError:
                raise SignInError("elsewhere_odd", status=502, where=host(address)) from None
            yield from (found.get("members", []) if isinstance(found, dict) else found)
            address, params = answer.links.get("next", {}).get("url", ""), None
            if not address:
                return

    def _ask(self, method: str, address: str, scope: str, headers: Mapping[str, str], **sent: Any) -> Any:
        bearer = {**headers, "authorization": f"Bearer {self._token(scope)}"}
        given = {name: value for name, value in sent.items() if value is not None}
        return self._course.web.ask(method, address, headers=bearer, **given)

    def _token(self, scope: str) -> str:
        """An access token for a scope, by a statement that the portal signs."""
        if scope not in self._tokens:
            platform = self._platform
            audience = platform.audience or platform.token
            claims = {"iss": platform.client_id, "sub": platform.client_id, "aud": audience}
            form = {
                "grant_type": "client_credentials",
                "client_assertion_type": _ASSERTION,
                "client_assertion": signed(self._course, claims, now=self._now.timestamp()),
                "scope": scope,
            }
            answer = self._course.web.json("POST", platform.token, data=form)
            if not isinstance(answer, dict) or not isinstance(answer.get("access_token"), str):
                raise SignInError("elsewhere_odd", status=502, where=host(platform.token))
            self._tokens[scope] = answer["access_token"]
        return self._tokens[scope]

    def _needed(self, address: str, what: str) -> str:
        if not address:
            raise SignInError("no_service", status=422, where=host(self._platform.issuer), what=what)
        return address

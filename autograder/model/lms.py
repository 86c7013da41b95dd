"""Nouns of an LMS that shows the portal.

Platforms, their courses, marks that were sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """An LMS that may launch the portal (LTI 1.3).

    `audience`: of the assertions its token address asks for; "" for that address itself.
    `deployments`: those that are known; none for any.
    `trust_email`: nobody can choose their own address there, so it may stand for a member.
    """

    issuer: str
    client_id: str
    authorize: str
    token: str
    keys: str
    name: str = ""
    audience: str = ""
    deployments: tuple[str, ...] = ()
    trust_email: bool = False
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LmsCourse:
    """A course of an LMS, with the addresses of its roster and its gradebook.

    `next_try`: before this moment it is left alone, for it was down. `trouble`: what was wrong then.
    """

    platform: int
    context: str
    deployment: str = ""
    title: str = ""
    line_items: str = ""
    memberships: str = ""
    id: int = 0
    failures: int = 0
    next_try: datetime | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class SentMark:
    """A mark as an LMS was told it. `content`: the digest of what was said."""

    course: int
    week: str
    student: str
    content: str
    at: datetime
    trouble: str = ""

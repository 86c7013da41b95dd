"""portal.toml in the course folder → Settings.

Who teaches, how mail goes, every limit in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from autograder.model import CourseRole, Member, Platform
from autograder.toml import read_toml

FILE = "portal.toml"
_UNWRITTEN = ("demo", "folder", "store", "lti.id")


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadLimits:
    """Limits of one hand-in. They stand beside the button, and in every refusal.

    `megabytes_a_day`: of one student and week, so that nobody fills the disk for all; the same files again count once.
    """

    files: int = 20
    megabytes: float = 10.0
    megabytes_a_day: float = 200.0


class Encryption(StrEnum):
    """Ways to keep a connection to a mail server to oneself."""

    STARTTLS = "starttls"
    TLS = "tls"  # from the first byte, as port 465 has it
    NONE = "none"  # a server on this machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """The SMTP server that links are sent by, or a folder that they are written into."""

    server: str = ""
    port: int = 587
    encryption: Encryption = Encryption.STARTTLS
    sender: str = "autograder@localhost"
    user: str = ""
    password_file: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Time that a student's rows are kept after the last of them; None: for ever."""

    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIdProvider:
    """A school's sign-in (OpenID Connect), found by its issuer.

    `secret_file`: in the course folder; "" for a client without a secret. `member_claim`: one of the provider's claims
    that is a member's id here, such as a student number; "" for none.
    """

    issuer: str
    client_id: str
    secret_file: str = ""
    name: str = ""
    scope: str = "openid email profile"
    member_claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody who teaches, as portal.toml names them."""

    email: str
    role: CourseRole = CourseRole.TA
    name: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything about a portal that is not about a week.

    `origin`: the address that people type, without a path; where none is named, the one `serve` listens at. `answer_days`: the goal for a second look; the law gives 30.
    `anonymous_staff`: students are not told which TA decided.
    `demo`: whoever sits at this machine signs in by a click.
    """

    course: str = ""
    origin: str = ""
    session_hours: float = 12
    link_minutes: float = 30
    upload: UploadLimits = UploadLimits()
    mail: Mail = Mail()
    retention: Retention = Retention()
    answer_days: int = 3
    anonymous_staff: bool = False
    openid: tuple[OpenIdProvider, ...] = ()
    lti: tuple[Platform, ...] = ()
    staff: tuple[StaffMember, ...] = ()
    demo: bool = False
    folder: Path = field(default_factory=Path)
    store: str | None = None

    @property
    def members(self) -> tuple[Member, ...]:
        """The staff, as members of the course."""
        return tuple(Member(each.email, each.role, each.name, each.email, each.section) for each in self.staff)


def read_settings(folder: Path) -> Settings:
    """Read portal.toml; without one, everything is as it is by default.

    Raises InstructorError for a key nobody reads.
    """
    path = folder / FILE
    settings = read_toml(path, Settings, of="a portal", unwritten=_UNWRITTEN) if path.is_file() else Settings()
    return replace(settings, folder=folder)

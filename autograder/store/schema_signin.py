"""Tables of signing in by others' word, and of the LMS's that marks are sent to."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint, false

from autograder.store.schema import MOMENT, WORD, tables

sign_ins = Table(
    "sign_ins",  # begun, and not yet come back; taken out once
    tables,
    Column("state", WORD, primary_key=True),  # its digest
    Column("kind", WORD, nullable=False),
    Column("packed", WORD, nullable=False),  # SignIn, as JSON
    Column("ends", MOMENT, nullable=False),
    Index(None, "ends"),
)

identities = Table(
    "identities",  # accounts elsewhere that are a member's
    tables,
    Column("issuer", WORD, primary_key=True),
    Column("subject", WORD, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("made", MOMENT, nullable=False),
    Column("used", MOMENT),
    Index(None, "person"),
)

passkeys = Table(
    "passkeys",
    tables,
    Column("id", WORD, primary_key=True),
    Column("person", ForeignKey("people.id"), nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("count", Integer, nullable=False),
    Column("label", WORD, nullable=False),
    Column("made", MOMENT, nullable=False),
    Column("used", MOMENT),
    Index(None, "person"),
)

platforms = Table(
    "platforms",  # LMS's that may launch the portal
    tables,
    Column("id", Integer, primary_key=True),
    Column("issuer", WORD, nullable=False),
    Column("client_id", WORD, nullable=False),
    Column("packed", WORD, nullable=False),  # Platform, as JSON
    Column("settled", Boolean, nullable=False, server_default=false()),  # by portal.toml, and gone when that forgets it
    Column("revoked", MOMENT),
    UniqueConstraint("issuer", "client_id"),
)

lms_courses = Table(
    "lms_courses",
    tables,
    Column("id", Integer, primary_key=True),
    Column("platform", ForeignKey("platforms.id"), nullable=False),
    Column("context", WORD, nullable=False),
    Column("deployment", WORD, nullable=False, server_default=""),
    Column("title", WORD, nullable=False, server_default=""),
    Column("line_items", WORD, nullable=False, server_default=""),
    Column("memberships", WORD, nullable=False, server_default=""),
    Column("failures", Integer, nullable=False, server_default="0"),
    Column("next_try", MOMENT),
    Column("trouble", WORD, nullable=False, server_default=""),
    UniqueConstraint("platform", "context"),
)

lms_weeks = Table(
    "lms_weeks",  # the one column of a week in an LMS's gradebook
    tables,
    Column("course", ForeignKey("lms_courses.id"), primary_key=True),
    Column("week", WORD, primary_key=True),
    Column("line_item", WORD, nullable=False),
)

lms_marks = Table(
    "lms_marks",  # the last that an LMS was told of each student's week
    tables,
    Column("course", ForeignKey("lms_courses.id"), primary_key=True),
    Column("week", WORD, primary_key=True),
    Column("student", WORD, primary_key=True),
    Column("content", WORD, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("trouble", WORD, nullable=False, server_default=""),
)

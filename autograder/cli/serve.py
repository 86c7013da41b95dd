"""`serve`: the portal, in a browser."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from autograder.cli import options
from autograder.errors import RecordError, UsageError
from autograder.model import CourseRole, Member
from autograder.portal.settings import StaffMember, read_settings
from autograder.scaffold.demo_course import PLACE, demo_course
from autograder.store.members import Members
from autograder.submissions import read_roster
from autograder.workflows.opening import open_store

_DEMO_STAFF = (
    StaffMember(email="ta@example.org", role=CourseRole.TA, name="TA"),
    StaffMember(email="instructor@example.org", role=CourseRole.INSTRUCTOR, name="Instructor"),
)
_DEMO_PARTS = (CourseRole.STUDENT, CourseRole.TA, CourseRole.INSTRUCTOR)
_LATELY = timedelta(days=30)
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_WILDCARD = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - named, not listened at


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port to listen at.")
@click.option("--graders", type=click.IntRange(0, 64), default=1, show_default=True, help="Graders to start beside it.")
@click.option("--demo", is_flag=True, help="Sign in by a click, from this machine alone.")
@click.option(
    "--mail-to", type=click.Path(file_okay=False, path_type=Path), help="Write mails here instead of sending them."
)
@options.roster
@options.jobs
@options.trusted_only
@options.store
@options.course
def serve(
    *,
    host: str,
    port: int,
    graders: int,
    demo: bool,
    mail_to: Path | None,
    roster: Path | None,
    jobs: int,
    trusted_only: bool,
    store: str | None,
    course: Path,
) -> int:
    """Open the portal: students hand in, TAs decide, in a browser.

    The instructor publishes there. Who teaches, how mail goes and every limit stand in portal.toml in the course
    folder.

    \b
    autograder serve --roster roster.csv
    autograder serve --demo
    """  # noqa: D301 - click reads the \\b
    from autograder.portal.serving import serve as run  # noqa: PLC0415 - the web server, which --help need not load

    if demo and host not in _LOOPBACK:
        raise UsageError(
            "--demo lets anybody in who reaches it, so it listens on this machine alone. Leave --host out."
        )
    _refuse_taken(host, port)
    opened = ""
    if demo:
        store = store or str(course / "autograder.db")
        mail_to = mail_to or course / PLACE / "mail"
        course, opened = _copied(course, store)
    settings = read_settings(course)
    mail = replace(settings.mail, server="", folder=str(mail_to.resolve())) if mail_to else settings.mail
    staff = settings.staff or (_DEMO_STAFF if demo else ())
    origin = settings.origin if settings.origin and not demo else _own_origin(host, port)
    settings = replace(settings, demo=demo, mail=mail, staff=staff, origin=origin, store=store)
    with open_store(store, course) as record:
        members = Members(record)
        members.enrol(map(Member.enrolled, read_roster(roster) if roster else ()))
        if demo and not members.members():
            members.enrol([Member("20220101", CourseRole.STUDENT, "김하나", "student@example.org")])
    click.echo(f"The portal is at {settings.origin}/signin. Ctrl-C ends it.")
    for part in _DEMO_PARTS if demo else ():
        click.echo(f"  as {part}: {settings.origin}/signin?as={part}")
    if opened:
        click.echo(f"{opened} is open until tomorrow, in a copy of the course: {course}")
    places = ["--course", str(course), *(["--store", store] if store else [])]
    command = [
        "work",
        "--parent",
        str(os.getpid()),
        "--jobs",
        str(jobs),
        *places,
        *(["--trusted-only"] if trusted_only else []),
    ]
    run(settings, host=host, port=port, graders=[command] * graders)
    return 0


def _own_origin(host: str, port: int) -> str:
    """The address at which this very machine reaches a portal that listens at `host`."""
    host = _WILDCARD.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _refuse_taken(host: str, port: int) -> None:
    """Raise UsageError where nobody can listen, before anything else is begun."""
    try:
        for family, kind, *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[:1]:
            with socket.socket(family, kind) as tried:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind(address)
    except OSError as error:
        raise UsageError(
            f"Nothing can listen at {host}:{port}: {error.strerror or error}. Give another --port, or end what listens there."
        ) from error


def _copied(course: Path, store: str) -> tuple[Path, str]:
    """The course of a demo: a copy, in which a week without marks is due tomorrow."""
    now = datetime.now(UTC)
    with open_store(store, course) as record:

        def is_over(week: str) -> bool:
            """True for a week with marks, but for one that an earlier demo opened."""
            try:
                due = record.version(week).due
            except RecordError:
                return False
            return due is None or due < now - _LATELY

        try:
            return demo_course(course, now=now, is_over=is_over)
        except OSError as error:
            raise UsageError(
                f"--demo copies the course into {course / PLACE}, and that cannot be written: {error.strerror or error}. Give --course a folder of your own."
            ) from error

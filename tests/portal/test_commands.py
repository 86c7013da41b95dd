"""The command line and the portal decide the same things: each decision of one can be taken in the other."""

from __future__ import annotations

import json
import re
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from autograder.cli import SECTIONS, commands
from autograder.errors import RecordError, UsageError
from autograder.model import DecisionKind
from autograder.portal.access import May
from autograder.portal.application import ADDRESSES
from autograder.store.decided import Decided
from autograder.store.looks import Looks
from tests.portal.conftest import MEMBERS
from tests.portal.test_staff import store  # noqa: F401 - a fixture

TEMPLATES = Path(__file__).parents[2] / "autograder" / "report" / "templates" / "portal"
ONE, MANY = "/class/{week}/students/{student}/decide", "/class/{week}/mistakes"
BY_COMMAND = {
    "override": {ONE, MANY},
    "comment": {ONE, MANY},
    "extend": {ONE, MANY},
    "excuse": {ONE, MANY},
    "received": {ONE, MANY},
    "looks": {"/class/{week}/students/{student}/looks"},
    "settle": {"/class/{week}/files"},
    "requests": {"/class/requests/{request}/answer"},
    "regrade": {"/class/{week}/regrade", "/class/{week}/regrade/confirm"},
    "publish": {"/class/{week}/publish"},
    "release": {"/class/{week}/release"},
    "serve": {"/members", "/class/jobs/{upload}/again"},  # --roster; a grader of `work` takes up what it is given again
}
"""Commands that decide, and the addresses where the portal does the same."""
READ_ONLY = {"decisions": "/class/{week}/done"}
OF_A_BROWSER = {"/class/blind", "/members/leave", "/members/signout", "/me/passkeys/options", "/me/passkeys"}
"""Forms of who teaches that are about their own browser, or about who is signed in: no decision about a student."""


def posts() -> set[str]:
    staff = {May.DECIDERS, May.INSTRUCTORS, May.READERS}
    return {each.path for each in ADDRESSES if each.posts and each.may in staff and not each.path.startswith("/lms")}


def test_every_decision_of_the_command_line_has_its_form_in_the_portal():
    decide = {*SECTIONS["TAs, decisions"], "regrade", "publish", "release"}
    assert decide <= BY_COMMAND.keys() | READ_ONLY.keys()
    assert {path for name in decide - READ_ONLY.keys() for path in BY_COMMAND[name]} <= posts()
    assert set(READ_ONLY.values()) <= {each.path for each in ADDRESSES}


def test_every_decision_of_the_portal_has_its_command():
    assert posts() - OF_A_BROWSER == {path for paths in BY_COMMAND.values() for path in paths}
    context = click.Context(commands)
    assert all(commands.get_command(context, name) for name in BY_COMMAND)


@pytest.mark.parametrize("page", ["student.html.j2", "mistakes.html.j2"])
def test_every_field_of_a_decision_that_is_typed_can_be_filled_in(page):
    """The kinds of decision, and the options that say them: points, text, days, until, on-time."""
    text = (TEMPLATES / page).read_text("utf-8")
    kinds = set(re.findall(r'name="kind" value="(\w+)"', text))
    assert kinds == {str(kind) for kind in DecisionKind} - {str(DecisionKind.SETTLED)}
    fields = set(re.findall(r'name="(\w+)"', text))
    assert {"points", "text", "days", "on_time", "why"} <= fields
    if page == "student.html.j2":
        assert {"until", "received", "exercise", "check", "undo"} <= fields


def typed(name, *words):
    """A command's exit code, in this process."""
    try:
        return commands.main([name, *words], standalone_mode=False) or 0
    except click.ClickException as error:
        return error.exit_code


@pytest.mark.usefixtures("store")
def test_what_the_portal_puts_back_in_force_is_its_authors_at_a_terminal_too(browser, settings, capsys):
    kim, form = MEMBERS["student"].id, {"kind": "points", "check": "sse.a", "why": "half"}
    decide = f"/class/week03/students/{kim}/decide"
    browser("ta").post(decide, data=form | {"points": "0.5"})
    browser("instructor").post(decide, data=form | {"points": "0.75"})
    browser("instructor").post(decide, data=form | {"undo": "1", "why": ""})
    where = ("--store", str(settings.store), "--course", str(settings.folder))
    assert typed("decisions", "week03", *where, "--json") == 0
    last = json.loads(capsys.readouterr().out)["decisions"][-1]
    assert (last["by"], last["why"], last["points"], last["put_back_by"]) == ("TA", "half", 0.5, "Instructor")
    for command in (("decisions", "week03"), ("history", "week03", kim)):
        assert typed(*command, *where) == 0
        told = " ".join(capsys.readouterr().out.split())  # a terminal breaks lines where it is narrow
        assert "stands again: points by hand" in told
        assert "decided by TA" in told


@pytest.mark.usefixtures("store")
def test_a_request_is_answered_at_a_terminal_and_once(browser, app, settings, capsys):
    members, kim = app.state.course.members, MEMBERS["student"].id
    look = members.ask("week03", kim, "sse.a", "why?", now=datetime.now(UTC))
    where = ["--store", str(settings.store)]
    assert typed("requests", "week03", *where) == 0
    assert f"{kim}  sse.a: why?" in capsys.readouterr().out
    assert typed("requests", "--answer", str(look.id), "--text", "You are right.", "--by", "lee", *where) == 0
    assert "You are right." in browser("ta").get(f"/class/week03/students/{kim}").text
    again = browser("ta").post(f"/class/requests/{look.id}/answer", data={"text": "No."})
    assert (again.status_code, "lee has answered" in again.text) == (422, True)
    assert [each.answer for each in members.second_looks()] == ["You are right."]


@pytest.mark.usefixtures("store")
def test_looks_are_given_at_a_terminal(app, settings):
    kim = MEMBERS["student"].id
    assert typed("looks", "week03", kim, "--give", "2", "--why", "slow", "--store", str(settings.store)) == 0
    assert [look.amount for look in Looks(app.state.course.store).of("week03", kim)] == [2]


UNDONE = {
    "override": ("points", ["sse.a"], ["--points", "0.5", "--why", "half"], {"points": "0.5", "why": "half"}),
    "comment": ("comment", ["sse.a"], ["--text", "see me"], {"text": "see me"}),
    "extend": ("extension", [], ["--days", "3", "--why", "ill"], {"days": "3", "why": "ill"}),
    "received": ("received", [], ["on-time", "--why", "mail"], {"on_time": "1", "why": "mail"}),
    "excuse": ("excuse", [], ["--why", "ill"], {"sure": "1", "why": "ill"}),
}
"""By command: the kind, the check, how it is typed, and how it is filled in."""


@pytest.mark.usefixtures("store")
def test_an_undo_by_a_command_and_by_a_click_write_the_same_history(browser, app, settings, capsys):
    """Decided, decided anew, undone, and the undoing undone: of one student typed, of the other clicked."""
    record, where = app.state.course.store, ("--store", str(settings.store), "--course", str(settings.folder))
    kim, lee = (MEMBERS[one].id for one in ("student", "classmate"))
    for command, (kind, check, typing, filled) in UNDONE.items():
        form = {"kind": kind, "check": check[0] if check else "", **filled}
        told = typing[:1] if command == "received" else []
        options = (*typing[len(told) :], "--by", "TA", *where)
        for _ in range(2):
            assert typed(command, "week03", kim, *check, *told, *options) == 0
            assert browser("ta").post(f"/class/week03/students/{lee}/decide", data=form).status_code == 303
        for _ in range(2):
            assert typed(command, "week03", kim, *check, "--undo", "--by", "TA", *where) == 0
            undo = {"kind": kind, "check": form["check"], "undo": "1"}
            assert browser("ta").post(f"/class/week03/students/{lee}/decide", data=undo).status_code == 303
    capsys.readouterr()
    one, other = (
        [(each.signed.by, bare(each.what)) for each in Decided(record).of("week03", who)] for who in (kim, lee)
    )
    assert one == other
    assert len(one) == 4 * len(UNDONE)


def bare(decision):
    """A decision without its student and its time."""
    return replace(decision, student="", signed=replace(decision.signed, at=datetime.min.replace(tzinfo=UTC)))


@pytest.mark.usefixtures("store")
def test_an_undo_of_many_leaves_out_those_of_whom_nothing_was_decided(app, settings, capsys):
    record, where = app.state.course.store, ("--store", str(settings.store), "--course", str(settings.folder))
    kim = MEMBERS["student"].id
    assert typed("override", "week03", kim, "--exercise", "sse", "--points", "1", "--why", "seen", *where) == 0
    mistake = ("--mistake", "sse__averages_instead_of_summing")
    assert typed("override", "week03", "--exercise", "sse", "--undo", *mistake, *where) == 0
    assert MEMBERS["classmate"].id in capsys.readouterr().err
    circumstances = record.circumstances_of("week03", kim)
    assert not [name for name in ("sse.a", "sse.b") if circumstances.decided(DecisionKind.POINTS, name)]
    with pytest.raises(RecordError, match="nothing to undo"):
        typed("excuse", "week03", kim, "--undo", *where)
    with pytest.raises(UsageError):
        typed("excuse", "week03", kim, "--undo", "--withdraw", *where)
    assert typed("excuse", "week03", kim, *where) == 2


def test_a_port_that_is_taken_is_said_before_anything_is_begun(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with pytest.raises(UsageError, match="Give another --port"):
            typed("serve", "--demo", "--port", port, "--course", str(settings.folder))
    assert not (settings.folder / "out").exists()

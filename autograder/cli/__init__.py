"""Words typed at a terminal → calls of the use cases.

One command a file, imported when it is typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from importlib import import_module
from typing import Any

import click

from autograder.report.messages import korean_help

COMMANDS = {
    "audit": "Prove that WEEK is fit to release, before students meet it.",
    "backup": "Back up the record and the key that signs receipts, into a new FOLDER.",
    "check": "Check my work: what is right, what is wrong, and what to look at next.",
    "comment": "Say something to STUDENT about a CHECK, or about the WEEK as a whole.",
    "decisions": "List all that people decided about students of WEEK.",
    "doctor": "Say what this machine can isolate and what it cannot, test by test.",
    "excuse": "Excuse STUDENT from WEEK: it does not count, neither for nor against.",
    "export": "Write the gradebook of WEEK, late rule and decisions applied.",
    "extend": "Give STUDENT more time for WEEK. May be done before anything is graded.",
    "forget": "Take everything of STUDENT out of the record, for good.",
    "grade": "Grade a class of WEEK.",
    "history": "List all that happened to STUDENT's WEEK: who, when, why.",
    "learn": "Turn the mistake that STUDENT made in EXERCISE into a known one.",
    "looks": "Give STUDENT more looks at the result of WEEK before its deadline.",
    "new": "Make WEEK: solutions/WEEK with one exercise that passes its audit.",
    "otter": "Have otter grade each WORK with the zip AUTOGRADER, safely.",
    "override": "Give STUDENT points by hand: for a CHECK, an exercise, or all of WEEK.",
    "person": "Write everything that is kept of STUDENT into a zip, for that student.",
    "publish": "Show every student of WEEK what is new to them.",
    "received": "Say when the work of STUDENT for WEEK came.",
    "receipts": "Write a receipt for each STUDENT's work of WEEK, signed by the course.",
    "regrade": "Judge the stored tapes of WEEK again, after the week changed.",
    "release": "Write WEEK as students get it: stubs, notebook, public checks, data.",
    "report": "Write all pages of WEEK again: grades, class page, a page each.",
    "requests": "List second looks that students ask for, or answer one.",
    "restore": "Put the backup in FOLDER where no record is, and verify it row by row.",
    "serve": "Open the portal: students hand in, TAs decide, in a browser.",
    "settle": "Say whose a received file, folder or archive is.",
    "similar": "List pairs of works in WEEK that share what hardly anyone shares.",
    "submit": "Hand in my work: packs it, checks it, and gives a receipt.",
    "verify": "Hold a RECEIPT against the record.",
    "weeks": "List the calendar: weeks, what is out, what is due, what is graded.",
    "work": "Grade what is handed in through the portal, as it comes.",
    "why": "Say why STUDENT has these points in WEEK, or for one CHECK.",
}
"""Every command: `name` is the function of that name in `autograder.cli.name`. With the first line of its own help."""

SECTIONS = {
    "Students": ("check", "submit"),
    "TAs, a class": ("grade", "report", "publish", "export", "regrade", "similar", "learn", "otter"),
    "TAs, a student": ("why", "history", "receipts", "verify"),
    "TAs, decisions": (
        "override",
        "comment",
        "extend",
        "excuse",
        "received",
        "looks",
        "settle",
        "decisions",
        "requests",
    ),
    "Instructors": ("new", "audit", "release", "weeks"),
    "Operators": ("doctor", "serve", "work", "backup", "restore", "forget", "person"),
}
"""Commands by who types them, in the order of use; those in no section stand last."""

EPILOG = "Exit codes: 0 fine, 1 what you asked about is not, 2 usage, 3 our fault, 130 interrupted."


class LazyGroup(click.Group):
    """Commands that are imported when they are typed.

    The list of all of them needs none of their libraries.
    """

    language = "en"

    def __init__(self, *arguments: Any, listed: Mapping[str, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.listed = listed

    def in_korean(self) -> LazyGroup:
        """The same commands, with their help in Korean."""
        told = copy(self)
        told.language, told.context_class = "ko", korean_help.KoreanContext
        told.help, told.epilog = korean_help.group_help()
        told.listed = {name: korean_help.short_help(name, line) for name, line in self.listed.items()}
        return told

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, sorted."""
        return sorted({*super().list_commands(ctx), *self.listed})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, from its own module."""
        if cmd_name not in self.listed or cmd_name in self.commands:
            return super().get_command(ctx, cmd_name)
        command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command), f"{cmd_name} is no command"
        return korean_help.in_korean(command, cmd_name) if self.language == "ko" else command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first line of each command, by who types it."""
        there = set(self.list_commands(ctx))
        others = sorted(there.difference(*SECTIONS.values()))
        for heading, names in {**SECTIONS, "More": tuple(others)}.items():
            shown = [(name, self.listed.get(name, "")) for name in names if name in there]
            if shown:
                with formatter.section(heading):
                    formatter.write_dl(shown)


@click.group(
    name="autograder",
    cls=LazyGroup,
    listed=COMMANDS,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="autograder", prog_name="autograder")
def commands() -> None:
    """Grade deep-learning assignments in PyTorch, exact to the epoch.

    Run it in the course folder, the one that holds assignments/ and solutions/. COMMAND --help teaches each command.
    """

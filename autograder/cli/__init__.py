"""Words typed at a terminal → calls of the use cases. One command a file, imported when it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "audit": "Prove that WEEK is fit to release, before students meet it.",
    "check": "Check my work: what is right, what is wrong, and what to look at next.",
    "comment": "Say something to STUDENT about a CHECK, or about the WEEK as a whole. Survives every regrade.",
    "decisions": "List all decisions of WEEK: points by hand, comments, extensions, times, excuses, files given to students.",
    "doctor": "Say what this machine can isolate and what it cannot, test by test.",
    "excuse": "Excuse STUDENT from WEEK: it does not count, neither for nor against.",
    "export": "Write the gradebook of WEEK, from what is on record, late rule and decisions applied.",
    "extend": "Give STUDENT more time for WEEK. May be done before anything is graded.",
    "grade": "Grade a class of WEEK.",
    "history": "List all that happened to STUDENT's WEEK: work, marks, decisions, what was shown; who, when, why.",
    "learn": "Turn the mistake that STUDENT made in EXERCISE into a known one, so that everyone who makes it reads your hint.",
    "new": "Make WEEK: solutions/WEEK with one exercise that passes its audit as it stands. Rewrite it piece by piece.",
    "otter": "Have otter grade each WORK with the zip AUTOGRADER, from a folder that holds nothing else of the student's.",
    "override": "Give STUDENT points by hand: for one CHECK, an exercise, or the whole WEEK. Survives every regrade.",
    "publish": "Show every student of WEEK what is new to them: marks, and for a changed mark the reason.",
    "received": "Say when the work of STUDENT for WEEK came: TIME as 2026-04-01T18:00 in the week's zone, or `on-time`.",
    "receipts": "Write a receipt for each STUDENT's work of WEEK on record, signed by the course: of all, where none is named.",
    "regrade": "Judge the stored tapes of WEEK again, after a check, a tolerance, points or the late rule changed.",
    "release": "Write WEEK as students get it: stubs, notebook, README, public checks, data. Nothing that a person changed is lost.",
    "report": "Write all pages of WEEK again, from what is on record: grades, class page, a page each.",
    "serve": "Open the portal: students hand in, TAs decide, the instructor publishes, in a browser.",
    "settle": "Say whose a received file, folder or archive is: PATH as reconciliation.csv writes it. The next grade goes by it.",
    "similar": "List pairs of works in WEEK that share what hardly anyone shares, with the evidence side by side.",
    "submit": "Hand in my work: packs it, checks it, and gives a receipt.",
    "verify": "Hold a RECEIPT against the record: was this work graded, and does grading it again give the same bytes?",
    "weeks": "List the calendar: which weeks there are, what is out, what is due, what is graded.",
    "work": "Grade what is handed in through the portal, as it comes. As many of these as you like, on as many machines.",
    "why": "Say why STUDENT has these points in WEEK, or for one CHECK: from what was found to what is left.",
}
"""Every command: `name` is the function of that name in `autograder.cli.name`. With the first line of its own help."""

SECTIONS = {
    "Students": ("check", "submit"),
    "TAs, a class": ("grade", "report", "publish", "export", "regrade", "similar", "learn", "otter"),
    "TAs, a student": ("why", "history", "receipts", "verify"),
    "TAs, decisions": ("override", "comment", "extend", "excuse", "received", "settle", "decisions"),
    "Instructors": ("new", "audit", "release", "weeks"),
    "Operators": ("doctor", "serve", "work"),
}
"""Commands by who types them, in the order of use; those in no section stand last."""

EPILOG = "Exit codes: 0 fine, 1 what you asked about is not, 2 usage, 3 our fault, 130 interrupted."


class LazyGroup(click.Group):
    """Commands that are imported when they are typed: the list of all of them needs none of their libraries."""

    def __init__(self, *arguments: Any, listed: Mapping[str, str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.listed = listed

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, sorted."""
        return sorted({*super().list_commands(ctx), *self.listed})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, from its own module."""
        if cmd_name not in self.listed or cmd_name in self.commands:
            return super().get_command(ctx, cmd_name)
        command = getattr(import_module(f"{__name__}.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command), f"{cmd_name} is no command"
        return command

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

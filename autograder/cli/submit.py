"""`submit`: a student's own work, handed in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from autograder.cli import options
from autograder.report.messages.student_check import listing
from autograder.report.terminal import checks_in_short, concern, submitted
from autograder.student import (
    Checked,
    HandedIn,
    Packed,
    check,
    find_handout,
    hand_in,
    keep_receipt,
    keep_zip,
    own_token,
    pack,
    read_work,
    send,
)


@click.command()
@click.argument("where", metavar="WEEK_OR_FOLDER")
@click.option("--student", required=True, metavar="ID", help="Your student number.")
@click.option("--to", "to", metavar="URL_OR_FOLDER", help="Where your course takes submissions. Default: only pack.")
@click.option(
    "--token-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with your personal token of the portal that --to names. Default: the variable AUTOGRADER_TOKEN.",
)
@options.own_language
@options.as_json
def submit(
    *, where: str, student: str, to: str | None, token_file: Path | None, language: str | None, as_json: bool
) -> int:
    """Hand in my work: packs it, checks it, and gives a receipt.

    Nothing keeps you from submitting: what is wrong or missing is said, and it is handed in all the same.

    \b
    autograder submit . --student 20231234 --to /course/inbox/week04
    autograder submit . --student 20231234 --to https://grading.example.org --token-file ~/.autograder-token

    Next: keep the receipt; `check` says what is still to do, and handing in again is fine.
    """  # noqa: D301 - click reads the \\b
    handout = find_handout(where, Path.cwd())
    language = options.spoken(language, handout.language)
    work = read_work(handout)
    packed = pack(work, student, datetime.now(UTC))
    checked = check(work)
    zipped = keep_zip(packed, handout.folder)
    handed = _hand_in(packed, to, token_file)
    sent = handed.where if handed else send(packed, to) if to else ""
    receipt = keep_receipt(packed, handout.folder, received=bool(sent), signed=handed.receipt if handed else b"")
    if as_json:
        options.print_json(_as_data(packed, checked, zipped=zipped, receipt=receipt, sent=sent))
        return 0
    lines = [
        *checks_in_short(checked.verdicts, checked.assignment, language),
        *(f"! {concern(one.kind, one.file, one.detail, language)}" for one in packed.warnings),
        *submitted(
            files=packed.files,
            zipped=str(zipped),
            receipt=str(receipt),
            sent=sent,
            at=packed.receipt.at,
            digest=packed.receipt.digest,
            language=language,
            signed=handed is not None,
        ),
    ]
    click.echo("\n".join(lines))
    return 0


def _hand_in(packed: Packed, to: str | None, token_file: Path | None) -> HandedIn | None:
    """Hand in at a portal; None where no token says that there is one."""
    at_portal = to is not None and to.startswith(("http://", "https://"))
    token = own_token(token_file) if at_portal else ""
    return hand_in(packed, to, token) if to is not None and token else None


def _as_data(packed: Packed, checked: Checked, *, zipped: Path, receipt: Path, sent: str) -> dict[str, object]:
    whole = listing(checked.verdicts, checked.assignment, "en")
    return {
        "format": 1,
        "student": packed.student,
        "week": packed.week,
        "digest": packed.receipt.digest,
        "at": packed.receipt.at.isoformat(),
        "files": packed.files,
        "concerns": [{"worry": one.kind, "file": one.file, "detail": one.detail} for one in packed.warnings],
        "right": whole["right"],
        "all": whole["all"],
        "zip": str(zipped),
        "receipt": str(receipt),
        "sent": sent,
    }

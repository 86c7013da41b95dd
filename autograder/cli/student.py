"""What a student types: check my work, and hand it in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import options

if TYPE_CHECKING:
    from autograder.student import Checked, HandoutFolder, Packed


@click.command()
@click.argument("where", metavar="[WEEK_OR_FOLDER]", required=False)
@click.option("--only", multiple=True, metavar="NAME", help="Only this function, or this file's. May be given again.")
@click.option("--watch", is_flag=True, help="Check again whenever you save a file, until you press Ctrl-C.")
@click.option("--seconds", type=float, default=10.0, help="How long one check may run.", show_default=True)
@options.own_language
@options.as_json
def check(  # noqa: PLR0917 - a command is its options
    where: str | None,
    only: tuple[str, ...],
    watch: bool,  # noqa: FBT001 - a flag of the command line
    seconds: float,
    language: str | None,
    as_json: bool,  # noqa: FBT001
) -> int:
    """Check my work: what is right, what is wrong, and what to look at next.

    Run it in the folder that you downloaded, or name that folder, one of its files, or the week. It runs the public
    checks on your .py files and on your notebook, and nothing leaves your machine.

    \b
    autograder check
    autograder check --only mse --watch
    autograder check week04
    """  # noqa: D301 - click reads the \\b
    from autograder.student import check as run_checks  # noqa: PLC0415
    from autograder.student import find_handout, read_work

    handout = find_handout(where, Path.cwd())
    if where and not only and Path(where).suffix == ".py" and Path(where).is_file():
        only = (Path(where).stem,)
    language = options.spoken(language, handout.language)
    right = _show(run_checks(read_work(handout), only, seconds=seconds), language, part=bool(only), as_json=as_json)
    if watch:
        right = _watched(handout, only, seconds, language, as_json=as_json)
    return 0 if right else 1


def _watched(handout: HandoutFolder, only: tuple[str, ...], seconds: float, language: str, *, as_json: bool) -> bool:
    """Ends with what was last found."""
    from autograder.report.messages import say  # noqa: PLC0415
    from autograder.student import check as run_checks
    from autograder.student import read_work, saves

    right = False
    try:
        click.echo(say("check.watching", language), err=True)
        for _ in saves(handout.folder):
            click.echo("\n" + "─" * 40, err=True)
            right = _show(
                run_checks(read_work(handout), only, seconds=seconds), language, part=bool(only), as_json=as_json
            )
            click.echo(say("check.watching", language), err=True)
    except KeyboardInterrupt:
        pass
    return right


def _show(checked: Checked, language: str, *, part: bool, as_json: bool) -> bool:
    from autograder.report.messages.student_check import listing
    from autograder.report.terminal import check_results

    if as_json:
        options.print_json(listing(checked.verdicts, checked.assignment, language))
    else:
        shown = check_results(
            checked.verdicts,
            assignment=checked.assignment,
            faults=checked.faults,
            printed=checked.printed,
            part=part,
            language=language,
        )
        options.console().print(shown)
    return checked.right


@click.command()
@click.argument("where", metavar="WEEK_OR_FOLDER")
@click.option("--student", required=True, metavar="ID", help="Your student number.")
@click.option("--to", "to", metavar="URL_OR_FOLDER", help="Where your course takes submissions. Default: only pack.")
@options.own_language
@options.as_json
def submit(where: str, student: str, to: str | None, language: str | None, as_json: bool) -> int:  # noqa: FBT001
    """Hand in my work: packs it, checks it, and gives a receipt.

    Nothing keeps you from submitting: what is wrong or missing is said, and it is handed in all the same.

    \b
    autograder submit . --student 20231234 --to /course/inbox/week04
    """  # noqa: D301 - click reads the \\b
    from autograder.report.terminal import checks_in_short, concern, submitted
    from autograder.student import check as run_checks  # noqa: PLC0415
    from autograder.student import find_handout, keep_receipt, keep_zip, pack, read_work, send

    handout = find_handout(where, Path.cwd())
    language = options.spoken(language, handout.language)
    work = read_work(handout)
    packed = pack(work, student, datetime.now(UTC))
    checked = run_checks(work)
    zipped = keep_zip(packed, handout.folder)
    sent = send(packed, to) if to else ""
    receipt = keep_receipt(packed, handout.folder)
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
        ),
    ]
    click.echo("\n".join(lines))
    return 0


def _as_data(packed: Packed, checked: Checked, *, zipped: Path, receipt: Path, sent: str) -> dict[str, object]:
    from autograder.report.messages.student_check import listing

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


COMMANDS = (check, submit)

"""`otter`: works through otter, from a clean folder."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.errors import GraderError, SubmissionError

OURS = 3
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("autograder", type=_FILE)
@click.argument("work", type=click.Path(exists=True, path_type=Path), nargs=-1, required=True)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the results.")
@options.trusted_only
@options.as_json
def otter(*, autograder: Path, work: tuple[Path, ...], out: Path, trusted_only: bool, as_json: bool) -> int:
    """Have otter grade each WORK with the zip AUTOGRADER, safely.

    From a folder that holds nothing else of the student's. WORK is a notebook, a script, or a zip or folder with one.
    Results are OUT/NAME/results.json, as `otter run` writes them. A work that could not be graded is named and left
    out, never a zero: a person must look.

    \b
    autograder otter dist/autograder/week04-autograder_*.zip handed_in/*.zip --out results

    Next: take the results up where otter's are; look at each work that is named as left out.
    """  # noqa: D301 - click reads the \\b
    from autograder.integrations.otter_room import run_otter  # noqa: PLC0415 - otter may not be installed

    if len({_label(place) for place in work}) < len(work):
        raise click.UsageError("Two of the works have one name, and would write one result.")
    written: dict[str, str] = {}
    ungraded: dict[str, str] = {}
    code = 0
    for place in work:
        try:
            written[str(place)] = str(run_otter(autograder, place, out / _label(place), trusted_only=trusted_only))
        except (SubmissionError, GraderError) as error:
            ungraded[str(place)] = str(error)
            code = max(code, OURS if isinstance(error, GraderError) else 1)
    if as_json:
        options.print_json({"results": written, "ungraded": ungraded})
    else:
        for line in (*written.values(), *(f"{place}: {why}" for place, why in ungraded.items())):
            click.echo(line)
    return code


def _label(place: Path) -> str:
    return place.stem if place.is_file() else place.resolve().name

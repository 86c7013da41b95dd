"""`new`: a week begun, from nothing or from another system's notebook."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import options
from autograder.scaffold.new import new_week
from autograder.submissions.signing import course_key, key_path


@click.command()
@click.argument("week")
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, path_type=Path),
    help="An nbgrader source notebook, an otter master, a script with its tests, or another teacher's week of this kit.",
)
@click.option(
    "--module", default="exercises", help="Name of the solution file when a notebook is read. Default: exercises."
)
@options.course
@options.as_json
def new(*, week: str, source: Path | None, module: str, course: Path, as_json: bool) -> int:
    """Make WEEK: solutions/WEEK with one exercise that passes its audit.

    Rewrite it piece by piece.

    \b
    autograder new week06
    autograder new week06 --from homework.ipynb --module losses
    autograder new week06 --from ~/their-course/solutions/week05

    Next: rewrite it, then `audit`.
    """  # noqa: D301 - click reads the \\b
    made = new_week(course / "solutions" / week, source, module=module)
    course_key(key_path(None, course))
    if as_json:
        options.print_json({"week": week, "files": made.paths, "left": made.left})
    else:
        click.echo("\n".join([*map(str, made.paths), *(f"- {sentence}" for sentence in made.left)]))
        audit = f"autograder audit {week}{' --calibrate' if source and source.is_file() else ''}"
        click.echo(f"Next: {audit}" if made.ready else f"Next: finish an exercise of drafts/, then {audit}")
    return 0

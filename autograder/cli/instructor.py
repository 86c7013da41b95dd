"""What an instructor types: make a week, prove that it is fit, release it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import options, releasing

if TYPE_CHECKING:
    from autograder.workflows.audit import Audit


@click.command()
@click.argument("week")
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An nbgrader source notebook or an otter master to begin with.",
)
@click.option(
    "--module", default="exercises", help="Name of the solution file when a notebook is read. Default: exercises."
)
@options.course
@options.as_json
def new(week: str, source: Path | None, module: str, course: Path, as_json: bool) -> int:  # noqa: FBT001 - a flag
    """Make WEEK: solutions/WEEK with one exercise that passes its audit as it stands. Rewrite it piece by piece.

    \b
    autograder new week06
    autograder new week06 --from homework.ipynb --module losses
    """  # noqa: D301 - click reads the \\b
    from autograder.scaffold.new import new_week
    from autograder.submissions.signing import course_key, key_path

    made = new_week(course / "solutions" / week, source, module=module)
    course_key(key_path(None, course))
    if as_json:
        options.print_json({"week": week, "files": made.paths, "left": made.left})
    else:
        click.echo("\n".join([*map(str, made.paths), *(f"- {sentence}" for sentence in made.left)]))
        click.echo(f"Next: autograder audit {week}{' --calibrate' if source else ''}")
    return 0


@click.command()
@click.argument("week")
@click.option(
    "--only", multiple=True, metavar="NAME", help="Only this exercise, or this file's. Give it as often as needed."
)
@click.option(
    "--calibrate", is_flag=True, help="Measure the tolerances of the checks, and write them to the week's folder."
)
@options.trusted_only
@options.course
@options.as_json
def audit(  # noqa: PLR0917 - a command is its options
    week: str,
    only: tuple[str, ...],
    calibrate: bool,  # noqa: FBT001 - a flag of the command line
    course: Path,
    trusted_only: bool,  # noqa: FBT001
    as_json: bool,  # noqa: FBT001
) -> int:
    """Prove that WEEK is fit to release, before students meet it.

    The solution must earn everything and the untouched handout nothing; every right answer in right/ must earn
    everything, every mistake in mistakes/ must lose what it should and be named. Then the solution is changed in every way
    we know, one change at a time: some check must fail each of these mutants, or survivors.toml must say why not.

    \b
    autograder audit week04                     everything; release asks for this
    autograder audit week04 --only fit_mse      while you work on an exercise
    autograder audit week04 --calibrate         after a change of checks, probes, right/ or mistakes/
    """  # noqa: D301 - click reads the \\b
    from autograder.sandbox import Isolation, open_sandbox
    from autograder.workflows import grade as pipeline
    from autograder.workflows.audit import audit as audited
    from autograder.workflows.audit import save_audit

    walls = Isolation.TRUSTED_ONLY if trusted_only else None
    with (
        pipeline.open_week(week, course) as (assignment, judge),
        open_sandbox(limits=assignment.limits, isolation=walls, jobs=3, data=assignment.data) as sandbox,
        options.progress() as tell,
    ):
        found = audited(judge, sandbox, only=only, calibrate=calibrate, progress=tell)
    if not only:
        save_audit(assignment, found)
    if as_json:
        options.print_json(_as_json(week, found))
    else:
        from autograder.workflows.audit.printed import printed

        options.console().print(printed(found, assignment))
    return 1 if found.complaints else 0


def _as_json(week: str, found: Audit) -> dict[str, object]:
    from dataclasses import asdict  # noqa: PLC0415

    return {
        "week": week,
        "trials": len(found.trials),
        "scores": {exercise: asdict(score) for exercise, score in found.scores.items()},
        "survivors": {mutant.name: mutant.diff for mutant in found.survivors},
        "complaints": found.complaints,
    }


COMMANDS = (new, audit, *releasing.COMMANDS)

"""`doctor`: what this machine can isolate."""

from __future__ import annotations

from dataclasses import asdict

import click

from autograder import sandbox
from autograder.cli import options


@click.command()
@options.as_json
def doctor(*, as_json: bool) -> int:
    """Say what this machine can isolate and what it cannot, test by test.

    Ends with the level that grading will use. Exit code 0 if student code can be confined here, 1 if not.

    \b
    autograder doctor

    Next: `grade`; where nothing can be confined, --trusted-only says so on every page.
    """  # noqa: D301 - click reads the \\b
    findings = sandbox.doctor()
    if as_json:
        options.print_json([asdict(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(f"{'ok ' if finding.ok else 'NO '} {finding.name}: {finding.detail}")
    return 0 if findings[-1].ok else 1

"""Arguments → calls of the pipeline: one file a role, and a command is a few lines."""

from __future__ import annotations

import click

from autograder.cli import instructor, operator, student, ta

EPILOG = """
\b
student      check · submit
TA           grade · report · export · override · comment · extend · received · excuse · settle
             why · history · receipts · verify · regrade · publish · similar · learn
instructor   new · audit · release · weeks
operator     doctor

Exit codes: 0 fine, 1 what you asked about is not, 2 usage, 3 our fault, 130 interrupted.
"""


@click.group(
    name="autograder",
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="autograder", prog_name="autograder")
def commands() -> None:
    """Grade deep-learning assignments in PyTorch, exact to the epoch.

    Run it in the course folder, the one that holds assignments/ and solutions/. COMMAND --help teaches each command.
    """


for role in (student, ta, instructor, operator):
    for command in role.COMMANDS:
        commands.add_command(command)

"""Run a command, and turn every error into an exit code."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Sequence
from importlib.metadata import version

import click
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from autograder.cli import COMMANDS, commands
from autograder.errors import AutograderError, GraderError, UsageError
from autograder.report.messages import refusal, say
from autograder.report.messages.korean_help import is_korean
from autograder.text import nearest, terminal_language, visible, without_passwords

REFUSED, USAGE, OURS, INTERRUPTED = 1, 2, 3, 130
_GRACE = 1.0  # seconds for threads, once interrupted


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    code = run(arguments)
    if code == INTERRUPTED:
        _leave_at_once()
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    0 fine · 1 what was asked about is not · 2 usage · 3 our fault · 130 interrupted.
    """
    typed = sys.argv[1:] if arguments is None else arguments
    language = "ko" if is_korean(typed, terminal_language()) else "en"
    try:
        spoken = commands.in_korean() if language == "ko" else commands
        code = spoken.main(arguments, prog_name="autograder", standalone_mode=False)
    except click.ClickException as error:
        click.echo(visible(_misused(error, language)), err=True)
        return USAGE
    except (click.Abort, KeyboardInterrupt) as stopped:
        words = str(stopped.__cause__ or stopped) or say("progress.interrupted_anywhere", language)
        click.echo(words, err=True)
        return INTERRUPTED
    except AutograderError as error:
        click.echo(visible(f"autograder: {without_passwords(refusal(str(error), language), typed)}"), err=True)
        return USAGE if isinstance(error, UsageError) else OURS if isinstance(error, GraderError) else REFUSED
    except BrokenPipeError:
        return _unread()
    except Exception as error:  # noqa: BLE001 - the last resort: one line for a person, the traceback in a file
        click.echo(visible(f"autograder: {ours(error, typed)}"), err=True)
        return OURS
    return code if isinstance(code, int) else 0


def _misused(error: click.ClickException, language: str) -> str:
    """How the command is used, and what is wrong with how it was typed."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    match error:
        case NoArgsIsHelpError():
            return say("usage.begin", language) if error.ctx and not error.ctx.parent else error.format_message()
        case click.NoSuchOption():
            words = say("usage.no_option", language, name=error.option_name, near=_near(error.possibilities))
        case NoSuchCommand():
            words = say(
                "usage.no_command", language, name=error.command_name, near=_near(nearest(error.command_name, COMMANDS))
            )
        case click.MissingParameter() if error.param is not None:
            words = say(
                "usage.missing", language, name=error.param.get_error_hint(context) if context else error.param.name
            )
        case click.BadParameter() if error.param is not None:
            name = error.param.get_error_hint(context) if context else error.param.name
            words = say("usage.bad", language, name=name, said=refusal(error.message.rstrip("."), language))
        case _:
            words = error.format_message()
    if context is None:
        return words
    return f"{words}\n\n{context.get_usage()}\n{say('usage.help', language, command=context.command_path)}"


def _near(possibilities: Sequence[str] | None) -> str:
    return f" ({', '.join(possibilities)}?)" if possibilities else ""


def ours(error: Exception, typed: Sequence[str] = ()) -> str:
    """One line for an exception nobody foresaw, and where the rest of it was written."""
    told = without_passwords("".join(traceback.format_exception(error)), typed)
    said = without_passwords(" ".join(f"{type(error).__name__}: {error}".split()), typed)[:300]
    try:
        handle, name = tempfile.mkstemp(prefix="autograder-", suffix=".traceback.txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{version('autograder')}\n{sys.version}\n{without_passwords(' '.join(sys.argv))}\n\n{told}")
    except OSError as full:
        name = f"nowhere ({full})"
    return (
        f"our fault, not yours: {said}. What was finished is kept. The details are in {name}; "
        "send us that file, and try again."
    )


def _leave_at_once() -> None:
    """Leave without waiting long for threads.

    All that is to be kept is kept, and all children are killed.
    """
    until = time.monotonic() + _GRACE
    for thread in set(threading.enumerate()) - {threading.current_thread()}:
        thread.join(max(0.0, until - time.monotonic()))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(INTERRUPTED)


def _unread() -> int:
    """Whoever read our output has stopped reading (`| head`): that is no fault.

    Python must not try to flush again.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    main()

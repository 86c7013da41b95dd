"""Settings → a running portal.

The web server here, and graders in processes of their own.
"""

from __future__ import annotations

import gc
import logging
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import partial
from threading import Event

import uvicorn

from autograder.errors import AutograderError
from autograder.portal.application import application
from autograder.portal.logs import log_to_stderr
from autograder.portal.marks import kept_sent
from autograder.portal.settings import Settings
from autograder.workflows.opening import Weeks, beside, open_store

_PATIENCE = 20.0
"""Seconds that a request waits for a store that another process writes: a proxy waits not much longer."""
_PAUSE = 2.0
"""Seconds before a grader that died is started again."""

_log = logging.getLogger("autograder.portal")


def serve(settings: Settings, *, host: str, port: int, graders: Sequence[Sequence[str]]) -> None:
    """Serve until interrupted.

    `graders`: the command line of each grader, started anew whenever it ends.
    """
    log_to_stderr()
    with open_store(settings.store, settings.folder) as store, _kept_running(graders):
        store.wait_at_most(_PATIENCE)
        app = application(settings, store)
        with kept_sent(app.state.course), beside(partial(_read_weeks, app.state.course.weeks)):
            uvicorn.run(
                app,
                host=host,
                port=port,
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=True,
                forwarded_allow_ips="127.0.0.1",
            )


def _read_weeks(weeks: Weeks, over: Event) -> None:
    """Read every week once, so that nobody's first page waits for it."""
    for name in weeks.names:
        if over.is_set():
            return
        try:
            weeks.week(name)
        except (AutograderError, OSError) as error:
            _log.warning("%s cannot be read: %s", name, error)
    gc.collect()
    gc.freeze()  # what stays is not looked through again while somebody waits for a page


def _kept_running(commands: Sequence[Sequence[str]]) -> AbstractContextManager[None]:
    """Processes of graders for as long as the block lasts."""
    return beside(*(partial(_keep, command) for command in commands))


def _keep(command: Sequence[str], over: Event) -> None:
    while not over.is_set():
        with subprocess.Popen([sys.executable, "-P", "-m", "autograder", *command], start_new_session=True) as grader:  # noqa: S603 - our own command
            while grader.poll() is None and not over.wait(0.5):
                pass
            if grader.poll() is None:
                grader.send_signal(signal.SIGINT)
                try:
                    grader.wait(timeout=30)
                except subprocess.TimeoutExpired:
                    grader.kill()
        if not over.wait(_PAUSE):
            _log.warning("a grader ended with %s and is started again", grader.returncode)

"""`work`: grades what is handed in through the portal."""

from __future__ import annotations

import os
import signal
import socket
import threading
from pathlib import Path

import click

from autograder.cli import options
from autograder.workflows.grade_uploads import work as work_off


@click.command()
@click.option("--once", is_flag=True, help="Grade what waits now, and end.")
@click.option("--parent", type=int, hidden=True, help="End when this process, which started this one, is gone.")
@options.jobs
@options.cluster
@options.trusted_only
@options.store
@options.course
def work(
    *,
    once: bool,
    parent: int | None,
    jobs: int,
    cluster: str | None,
    trusted_only: bool,
    store: str | None,
    course: Path,
) -> int:
    """Grade what is handed in through the portal, as it comes.

    As many of these as you like, on as many machines. `serve` starts one by itself; more of them need a store that
    all reach, such as PostgreSQL.

    \b
    autograder work --store postgresql://autograder@db/course --jobs 4
    """  # noqa: D301 - click reads the \\b
    from autograder.portal.logs import log_to_stderr  # noqa: PLC0415 - the web server's, which --help need not load

    log_to_stderr()
    over = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: over.set())
    done = work_off(
        course=course,
        worker=f"{socket.gethostname()}-{os.getpid()}",
        store=store,
        jobs=jobs,
        cluster=cluster,
        trusted_only=trusted_only,
        until=lambda seconds: once or over.wait(seconds) or (parent is not None and os.getppid() != parent),
    )
    click.echo(f"{done} graded", err=True)
    return 0

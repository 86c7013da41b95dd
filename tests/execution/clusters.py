"""Dask schedulers and workers in processes of their own, on loopback, as an operator starts them by hand."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

QUIET = ("--no-dashboard", "--host", "127.0.0.1")
TIMEOUT = 120


@dataclass
class Machines:
    """A scheduler, and workers by name."""

    folder: Path
    workers: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return self.folder / "scheduler.json"

    @property
    def address(self) -> str:
        return json.loads(self.file.read_text("utf-8"))["address"]

    def add(self, name: str, **environment: str) -> None:
        command = ("worker", "--scheduler-file", self.file, "--name", name, "--no-nanny", "--nthreads", "1", *QUIET)
        local = ("--local-directory", self.folder / name)
        self.workers[name] = started(self.folder / f"{name}.log", *command, *local, environment=environment)

    def kill(self, name: str) -> None:
        os.kill(self.workers[name].pid, signal.SIGKILL)
        self.workers[name].wait(TIMEOUT)


def started(log: Path, *arguments: object, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        command = [sys.executable, "-m", "dask", *map(str, arguments)]
        return subprocess.Popen(command, env={**os.environ, **environment}, stdout=out, stderr=out, cwd=log.parent)


@contextmanager
def cluster(folder: Path, *names: str, **environment: str) -> Iterator[Machines]:
    machines = Machines(folder)
    scheduler = started(
        folder / "scheduler.log",
        "scheduler",
        "--scheduler-file",
        machines.file,
        "--port",
        "0",
        *QUIET,
        environment=environment,
    )
    try:
        until(machines.file.exists)
        for name in names:
            machines.add(name)
        if names:
            until_joined(machines, len(names))
        yield machines
    finally:
        for process in (*machines.workers.values(), scheduler):  # one after the other: Dask ends badly all at once
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def until_joined(machines: Machines, count: int) -> None:
    from distributed import Client

    with Client(machines.address, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=TIMEOUT)


def until(there) -> None:
    end = time.monotonic() + TIMEOUT
    while not there():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)

"""A grader → the processes in its sandbox, to be killed or counted."""

from __future__ import annotations

import psutil

FORK_SERVER = "fork server"


def inside(grader: int, victim: str) -> list[int]:
    """The fork servers of a grader, or the children of these.

    A server is the first that is not bubblewrap; its children are of submissions.
    """
    servers = [
        process
        for process in psutil.Process(grader).children(recursive=True)
        if "autograder.sandbox.guest.server" in " ".join(process.cmdline()) and "bwrap" not in process.name()
    ]
    tops = [each for each in servers if each.ppid() not in {other.pid for other in servers}]
    rest = [each.pid for each in servers if each.ppid() in {other.pid for other in servers}]
    return [each.pid for each in tops] if victim == FORK_SERVER else rest

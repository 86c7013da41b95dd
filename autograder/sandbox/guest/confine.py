"""A fresh child → the same child behind its walls, from the outermost in. Any failure is an exception, before a byte of a student's is read."""

from __future__ import annotations

import fcntl
import os
import resource
from dataclasses import dataclass

from autograder.model import Limits
from autograder.sandbox.guest import kernel, landlock

NAMESPACES = (
    kernel.CLONE_NEWUSER
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWNS
    | kernel.CLONE_NEWIPC
    | kernel.CLONE_NEWNET
    | kernel.CLONE_NEWUTS
)
PAYLOAD, TAPE = 4, 3  # the descriptors a child keeps, besides the three standard ones
_FIRST_TO_CLOSE = 5
_MEGABYTE = 1 << 20
_INODES = 1024
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one child is confined to. `address_space` is the server's own, which every child starts with."""

    limits: Limits
    cpu_seconds: int
    uid: int
    gid: int
    address_space: int
    tasks: int
    readable: tuple[str, ...]
    work: str
    data: str
    seccomp: bytes


def enter_namespaces(cell: Cell) -> None:
    """Be somebody in the new user namespace; lay an empty disk over the working directory and nothing over /proc."""
    _map_user(cell.uid, cell.gid)
    kernel.mount("", "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)
    private = kernel.MS_NOSUID | kernel.MS_NODEV
    size = f"size={cell.limits.disk_mb * _MEGABYTE},nr_inodes={_INODES},mode=0700"
    kernel.mount("tmpfs", cell.work, flags=private, options=size)
    os.symlink(cell.data, f"{cell.work}/data")
    kernel.mount("tmpfs", "/proc", flags=private | kernel.MS_RDONLY, options="size=4k,nr_inodes=1")
    os.chdir(cell.work)


def keep_only(order: int, tape: int, printed: int) -> None:
    """Leave the child five descriptors: an empty stdin, what it prints, its tape, its order."""
    silent = os.open(os.devnull, os.O_RDONLY)
    order, tape, printed = (_out_of_the_way(descriptor) for descriptor in (order, tape, printed))
    for source, target in ((silent, 0), (printed, 1), (printed, 2), (tape, TAPE), (order, PAYLOAD)):
        os.dup2(source, target, inheritable=False)
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    os.closerange(_FIRST_TO_CLOSE, most)


def set_limits(cell: Cell) -> None:
    """Limits that hold without any help from the kernel's security modules. OSError, ValueError: this system has not got one."""
    limits = cell.limits
    memory = cell.address_space + limits.memory_mb * _MEGABYTE
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cell.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.disk_mb * _MEGABYTE),
        (resource.RLIMIT_NOFILE, limits.files),
        (resource.RLIMIT_NPROC, cell.tasks),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        lowered = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (lowered, lowered))


def seal(cell: Cell, *, write: tuple[str, ...]) -> None:
    """No capability, no new one, no file but these, no system call but those. There is no way back from here."""
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.drop_capabilities()
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    landlock.restrict(read=(*cell.readable, *_DEVICES), write=(*write, "/dev/null"))
    kernel.load_filter(cell.seccomp)


def _map_user(uid: int, gid: int) -> None:
    """Files of /proc/self belong to root while a process is not dumpable, and the maps could not be written."""
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
    for name, line in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(line)


def _out_of_the_way(descriptor: int) -> int:
    """The same file under a number that dup2 will not overwrite."""
    return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _FIRST_TO_CLOSE)

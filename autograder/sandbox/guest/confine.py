"""A fresh child → the same child confined, from the outermost layer in.

Any failure is an exception.
"""

from __future__ import annotations

import fcntl
import os
import resource
from dataclasses import dataclass
from pathlib import Path

from autograder.model import Limits
from autograder.sandbox.guest import kernel, landlock
from autograder.sandbox.protocol import Layers, Wall

_NAMESPACES = (
    kernel.CLONE_NEWUSER | kernel.CLONE_NEWPID | kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC | kernel.CLONE_NEWUTS
)
PAYLOAD, TAPE = 4, 3  # the descriptors a child keeps, besides the three standard ones
_FIRST_TO_CLOSE = 5
_MEGABYTE = 1 << 20
_INODES = 1024
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")


@dataclass(frozen=True, slots=True)
class Confinement:
    """Limits, user and paths of one child.

    `address_space` is the server's own, which every child starts with.
    """

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


def namespaces(layers: Layers) -> int:
    """Flags of the namespaces that a child is made in."""
    return _NAMESPACES | (0 if Wall.NETWORK in layers.without else kernel.CLONE_NEWNET)


def enter_namespaces(confinement: Confinement) -> None:
    """Map the user, mount an empty disk to work on and an empty folder over /proc."""
    _map_user(confinement.uid, confinement.gid)
    kernel.mount("", "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)
    private = kernel.MS_NOSUID | kernel.MS_NODEV
    size = f"size={confinement.limits.disk_mb * _MEGABYTE},nr_inodes={_INODES},mode=0700"
    kernel.mount("tmpfs", confinement.work, flags=private, options=size)
    Path(confinement.work, "data").symlink_to(confinement.data)
    kernel.mount("tmpfs", "/proc", flags=private | kernel.MS_RDONLY, options="size=4k,nr_inodes=1")
    os.chdir(confinement.work)


def keep_only(request: int, tape: int, printed: int, *, close: bool = True) -> None:
    """Close all but five descriptors.

    An empty stdin, what is printed (twice), the tape, the request.
    """
    silent = os.open(os.devnull, os.O_RDONLY)
    request, tape, printed = (_moved_up(descriptor) for descriptor in (request, tape, printed))
    for source, target in ((silent, 0), (printed, 1), (printed, 2), (tape, TAPE), (request, PAYLOAD)):
        os.dup2(source, target, inheritable=False)
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if close:
        os.closerange(_FIRST_TO_CLOSE, most)


def set_limits(confinement: Confinement) -> None:
    """Set the limits that need no security module.

    OSError, ValueError: this system has not got one.
    """
    limits = confinement.limits
    memory = confinement.address_space + limits.memory_mb * _MEGABYTE
    for resource_limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, confinement.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.disk_mb * _MEGABYTE),
        (resource.RLIMIT_NOFILE, limits.files),
        (resource.RLIMIT_NPROC, confinement.tasks),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(resource_limit)
        lowered = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource_limit, (lowered, lowered))


def lock_down(confinement: Confinement, layers: Layers) -> None:
    """Give up capabilities, files and system calls, all but these.

    There is no way back from here.
    """
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.drop_capabilities()
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    if layers.has(Wall.LANDLOCK):
        write = (confinement.work,) if layers.namespaces else ()
        landlock.restrict(read=(*confinement.readable, *_DEVICES), write=(*write, "/dev/null"))
    if layers.has(Wall.SECCOMP):
        kernel.load_filter(confinement.seccomp)


def _map_user(uid: int, gid: int) -> None:
    """Be the same user in the new namespace.

    Files of /proc/self are root's, not to be written, while a process is not dumpable.
    """
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
    for name, line in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"), ("gid_map", f"{gid} {gid} 1")):
        Path(f"/proc/self/{name}").write_text(line, encoding="ascii")


def _moved_up(descriptor: int) -> int:
    """The same file under a number that dup2 will not overwrite."""
    return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _FIRST_TO_CLOSE)

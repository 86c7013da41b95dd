"""Linux calls that Python 3.11 has no name for → functions that raise OSError.

Nothing is decided here.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4
SECCOMP_MODE_FILTER = 2

CLONE_NEWNS = 0x0002_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REC, MS_PRIVATE = 0x4000, 0x40000

_CLONE3 = 435  # the same on every processor, as are all calls since 424
_CPUCLOCK_SCHED = 2
_HUGE_PAGE, _MADV_COLLAPSE = 2 << 20, 25
_CAPABILITY_VERSION_3 = 0x2008_0522
_libc = ctypes.PyDLL(
    None, use_errno=True
)  # PyDLL keeps the interpreter lock: a clone must not happen between two threads


class _CloneArgs(ctypes.Structure):
    _fields_ = tuple(
        (name, ctypes.c_uint64)
        for name in ("flags", "pidfd", "child_tid", "parent_tid", "exit_signal", "stack", "stack_size", "tls")
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def syscall(number: int, *arguments: object) -> int:
    """Call by number; every argument is a ctypes value or a small integer."""
    return _checked(_libc.syscall(ctypes.c_long(number), *arguments), f"system call {number}")


def prctl(option: int, *arguments: int) -> int:
    """Change one thing about this process; options in the manual, section 2."""
    padded = (*arguments, 0, 0, 0, 0)[:4]
    return _checked(_libc.prctl(option, *(ctypes.c_ulong(argument) for argument in padded)), f"prctl {option}")


def mount(kind: str, target: str, *, flags: int, options: str = "") -> None:
    """Mount a new file system of this kind on target.

    "" changes the propagation of what is there.
    """
    name = kind.encode()
    _checked(_libc.mount(name, target.encode(), name, ctypes.c_ulong(flags), options.encode()), f"mount on {target}")


def die_with_parent(number: int = signal.SIGKILL) -> None:
    """Get this signal when the parent dies, where the kernel can."""
    if sys.platform == "linux":
        prctl(PR_SET_PDEATHSIG, number)


def adopt_orphans() -> None:
    """Become the parent of what children leave running, where the kernel can.

    What has a parent can be found.
    """
    if sys.platform == "linux":
        prctl(PR_SET_CHILD_SUBREAPER, 1)


def children() -> set[int]:
    """This process's own children, adopted ones among them."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return {int(pid) for pid in listed.read_text(encoding="ascii").split()} if listed.exists() else set()


def cpu_microseconds(pid: int) -> int:
    """CPU time that another process has used, its threads included.

    See clock_getcpuclockid(3).
    """
    try:
        return int(time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED) * 1e6)
    except OSError:  # it is gone, or this system numbers its clocks otherwise
        return sys.maxsize


def waiting_microseconds(pid: int) -> int:
    """Time for which another process was ready to run and had no processor.

    Its threads' together, by sched-stats of the kernel; 0 where it keeps none.
    """
    waited = 0
    for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with contextlib.suppress(OSError, ValueError, IndexError):  # a thread that is gone, another system
            waited += int(thread.read_bytes().split()[1])
    return waited // 1000


def forbid_inspection() -> None:
    """Let no process of the same user read this one's memory, and dump no core.

    Where the kernel can.
    """
    if sys.platform == "linux":
        prctl(PR_SET_DUMPABLE, 0)


def drop_capabilities() -> None:
    """Give up every capability, for good once no_new_privs is set."""
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    _checked(_libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


def load_filter(program: bytes) -> None:
    """Put this thread, and all it starts, behind a seccomp program."""
    loaded = _Program(len(program) // 8, program)
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(loaded))


def fork_into(namespaces: int) -> int:
    """Fork with the child the first process of new namespaces.

    As os.fork(), 0 in the child.

    A double fork through unshare(2) does the same and costs four milliseconds more.
    """
    arguments = _CloneArgs(flags=namespaces, exit_signal=signal.SIGCHLD)
    ctypes.pythonapi.PyOS_BeforeFork()
    child = _libc.syscall(ctypes.c_long(_CLONE3), ctypes.byref(arguments), ctypes.c_size_t(ctypes.sizeof(arguments)))
    if child == 0:
        ctypes.pythonapi.PyOS_AfterFork_Child()
        return 0
    ctypes.pythonapi.PyOS_AfterFork_Parent()
    return _checked(child, "clone3")


def collapse_memory() -> None:
    """Collapse this process's own memory into huge pages, as far as it goes.

    A fork then copies a table of hundreds of entries instead of tens of thousands, and a call takes half the time. A
    kernel that cannot leaves things as they are.
    """
    for start, end in _own_memory():
        for page in range(-(-start // _HUGE_PAGE) * _HUGE_PAGE, end - _HUGE_PAGE + 1, _HUGE_PAGE):
            _libc.madvise(ctypes.c_void_p(page), ctypes.c_size_t(_HUGE_PAGE), _MADV_COLLAPSE)


def _own_memory() -> Iterator[tuple[int, int]]:
    """Writable memory that no file stands behind."""
    maps = Path("/proc/self/maps")
    for line in maps.read_text(encoding="utf-8").splitlines() if maps.exists() else ():
        span, rights, _, _, _, *name = line.split(maxsplit=5)
        if "w" in rights and name in ([], ["[heap]"]):
            start, _, end = span.partition("-")
            yield int(start, 16), int(end, 16)


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result

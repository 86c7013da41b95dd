"""System calls that computing needs → a seccomp program that refuses the rest.

A list of what is allowed, so that a call of next year's kernel is refused too. Refused is EPERM: the student sees
PermissionError on the line that asked. Not in the list on purpose: sockets, fork and exec, signals to anyone
(`kill`, `tgkill`, `fcntl(F_SETOWN)`), `memfd_create`, `ptrace`, `mount`, `unshare`, `io_uring`, `bpf`, keys, timers.
"""

from __future__ import annotations

import errno
import tempfile
from typing import TYPE_CHECKING

from autograder.errors import IsolationError

if TYPE_CHECKING:
    from types import ModuleType

    from pyseccomp import SyscallFilter

MEMORY = "brk madvise mincore mmap mprotect mremap msync munmap membarrier"
FILES = """
access close close_range copy_file_range dup dup2 dup3 faccessat faccessat2 fadvise64 fallocate fchdir fchmod fchmodat
chmod chdir fdatasync flock fstat fstatfs fsync ftruncate getcwd getdents getdents64 link linkat lseek lstat mkdir
mkdirat newfstatat open openat pread64 preadv preadv2 pwrite64 pwritev pwritev2 read readahead readlink readlinkat readv
rename renameat renameat2 rmdir sendfile stat statfs statx symlink symlinkat truncate umask unlink unlinkat utimensat
utime utimes write writev pipe pipe2 poll ppoll select pselect6 epoll_create1 epoll_ctl epoll_wait epoll_pwait
epoll_pwait2 eventfd2
"""
TIME = "clock_getres clock_gettime clock_nanosleep gettimeofday nanosleep time times"
SELF = """
getegid geteuid getgid getgroups getpgid getpgrp getpid getppid getpriority getresgid getresuid getrlimit getrusage
getsid gettid getuid capget getcpu getrandom sched_getaffinity sched_getparam sched_getscheduler
sched_get_priority_max sched_get_priority_min sched_yield sysinfo uname arch_prctl exit exit_group futex futex_waitv
get_robust_list set_robust_list restart_syscall rseq rt_sigaction rt_sigpending rt_sigprocmask rt_sigreturn
rt_sigsuspend rt_sigtimedwait set_tid_address sigaltstack wait4 waitid
"""
_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD_CLOEXEC, _F_GETPIPE_SZ = 0, 1, 2, 3, 4, 1030, 1032
_FCNTL = (_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD_CLOEXEC, _F_GETPIPE_SZ)
_TCGETS, _TIOCGWINSZ, _FIONREAD, _FIOCLEX, _FIONCLEX = 0x5401, 0x5413, 0x541B, 0x5451, 0x5450
_IOCTL = (_TCGETS, _TIOCGWINSZ, _FIONREAD, _FIOCLEX, _FIONCLEX)
_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA = 15, 16, 0x53564D41
_PRCTL = (_PR_SET_NAME, _PR_GET_NAME, _PR_SET_VMA)
_CLONE_THREAD = 0x0001_0000
_CLONE_NEW_ANYTHING = 0x7E02_0000


def program() -> bytes:
    """The filter for this machine's processor, ready for prctl(PR_SET_SECCOMP)."""
    try:
        import pyseccomp  # noqa: PLC0415 - where it is installed, and libseccomp with it
    except (ImportError, RuntimeError) as missing:
        raise IsolationError(
            f"The seccomp filter cannot be made ({missing}). It needs the library libseccomp and the package pyseccomp: "
            "`apt install libseccomp2` and `pip install autograder[sandbox]`."
        ) from missing
    made = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    for name in f"{MEMORY} {FILES} {TIME} {SELF}".split():
        _allow(pyseccomp, made, name)
    for name, position, values in (("fcntl", 1, _FCNTL), ("ioctl", 1, _IOCTL), ("prctl", 0, _PRCTL)):
        for value in values:
            made.add_rule(pyseccomp.ALLOW, name, pyseccomp.Arg(position, pyseccomp.EQ, value))
    _allow_threads(pyseccomp, made)
    _allow_asking_for_limits(pyseccomp, made)
    with tempfile.TemporaryFile() as file:
        made.export_bpf(file)
        file.seek(0)
        return file.read()


def _allow(pyseccomp: ModuleType, made: SyscallFilter, name: str) -> None:
    """Some names exist on some processors only: `open` is not on aarch64."""
    if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) >= 0:
        made.add_rule(pyseccomp.ALLOW, name)


def _allow_threads(pyseccomp: ModuleType, made: SyscallFilter) -> None:
    """A clone is a thread of this process, or nothing.

    Clone3 hides its flags in memory: "no such call" sends libc to clone.
    """
    wanted = _CLONE_THREAD | _CLONE_NEW_ANYTHING
    made.add_rule(pyseccomp.ALLOW, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, wanted, _CLONE_THREAD))
    made.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")


def _allow_asking_for_limits(pyseccomp: ModuleType, made: SyscallFilter) -> None:
    """Reading one's own limits, not setting any."""
    own = pyseccomp.Arg(0, pyseccomp.EQ, 0)
    none_new = pyseccomp.Arg(2, pyseccomp.EQ, 0)
    made.add_rule(pyseccomp.ALLOW, "prlimit64", own, none_new)

"""The filter: what it lets through is a list, and the list is short."""

from __future__ import annotations

import platform

import pytest

from autograder.sandbox.host import seccomp

DANGEROUS = [
    "socket",
    "connect",
    "bind",
    "execve",
    "execveat",
    "fork",
    "vfork",
    "kill",
    "tkill",
    "tgkill",
    "ptrace",
    "mount",
    "unshare",
    "setns",
    "clone3",
    "bpf",
]
MORE = [
    "memfd_create",
    "process_vm_readv",
    "process_vm_writev",
    "pidfd_open",
    "io_uring_setup",
    "perf_event_open",
    "keyctl",
    "shmget",
]


def test_the_program_is_whole_instructions():
    assert len(seccomp.program()) % 8 == 0


def test_the_program_is_the_same_every_time():
    assert seccomp.program() == seccomp.program()


@pytest.mark.parametrize("name", DANGEROUS + MORE)
def test_dangerous_calls_are_not_in_the_list(name):
    assert name not in f"{seccomp.MEMORY} {seccomp.FILES} {seccomp.TIME} {seccomp.SELF}".split()


@pytest.mark.skipif(platform.machine() != "x86_64", reason="names differ elsewhere")
def test_every_name_in_the_list_is_a_call():
    """A misspelt name would be left out silently."""
    pyseccomp = pytest.importorskip("pyseccomp")
    names = f"{seccomp.MEMORY} {seccomp.FILES} {seccomp.TIME} {seccomp.SELF}".split()
    assert [name for name in names if pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) < 0] == []

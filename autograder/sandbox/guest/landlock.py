"""Paths a process may read and write → a Landlock domain it cannot leave.

Three system calls, see landlock(7).
"""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.sandbox.guest.kernel import syscall

if TYPE_CHECKING:
    from collections.abc import Iterable

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION_FLAG = 1
_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_DIR, _REMOVE_FILE = (1 << bit for bit in range(6))
_MAKE_CHAR, _MAKE_DIR, _MAKE_REG, _MAKE_SOCK, _MAKE_FIFO, _MAKE_BLOCK, _MAKE_SYM = (1 << bit for bit in range(6, 13))
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: _REFER, 3: _TRUNCATE, 5: _IOCTL_DEV}  # what each version of the interface added
_NET_SINCE, _NET_RIGHTS = 4, 0b11  # bind and connect over TCP
_SCOPE_SINCE, _SCOPES = 6, 0b11  # abstract sockets and signals

_READ = _READ_FILE | _READ_DIR
_WRITE = _READ | _WRITE_FILE | _TRUNCATE | _REFER | _MAKE_REG | _MAKE_DIR | _MAKE_SYM | _REMOVE_FILE | _REMOVE_DIR
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """The version of the interface this kernel speaks; 0 where it has none."""
    try:
        return syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))
    except OSError:
        return 0


def restrict(*, read: Iterable[str], write: Iterable[str]) -> None:
    """Allow reading and writing beneath these paths alone. Needs no_new_privs."""
    speaks = version()
    if speaks == 0:
        raise OSError(errno.ENOSYS, "this kernel has no Landlock (Linux 5.13 brought it), or has it switched off")
    files = _rights(speaks)
    ruleset = _ruleset(speaks, files)
    try:
        for path in read:
            _allow(ruleset, path, _READ & files)
        for path in write:
            _allow(ruleset, path, _WRITE & files)
        syscall(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def _rights(speaks: int) -> int:
    rights = 0
    for since, added in _FILE_RIGHTS.items():
        rights |= added if speaks >= since else 0
    return rights


def _ruleset(speaks: int, files: int) -> int:
    net = _NET_RIGHTS if speaks >= _NET_SINCE else 0
    scopes = _SCOPES if speaks >= _SCOPE_SINCE else 0
    asked = _Ruleset(files, net, scopes)
    known = 24 if scopes else 16 if net else 8  # an older kernel refuses a structure longer than its own
    return syscall(_CREATE, ctypes.byref(asked), ctypes.c_size_t(known), ctypes.c_uint32(0))


def _allow(ruleset: int, path: str, rights: int) -> None:
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return  # nothing there to allow
    try:
        allowed = rights if Path(path).is_dir() else rights & _OF_FILES
        rule = _Beneath(allowed, parent)
        kind = ctypes.c_int(_PATH_BENEATH)
        syscall(_ADD_RULE, ctypes.c_int(ruleset), kind, ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(parent)

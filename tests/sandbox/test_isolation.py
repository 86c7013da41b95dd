"""What student code may not do: each line is refused by every set of layers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.sandbox.protocol import Isolation
from tests.sandbox.programs import refused, run

pytestmark = pytest.mark.real

HERE = Path(__file__).resolve()
COURSE = HERE.parents[2]
SYSCALL = "import ctypes, os; libc = ctypes.CDLL(None, use_errno=True)\nif libc.syscall({}) < 0: raise OSError(ctypes.get_errno(), '')"
CALL = (
    "import ctypes, os; libc = ctypes.CDLL(None, use_errno=True)\nif libc.{} < 0: raise OSError(ctypes.get_errno(), '')"
)

ATTACKS = {
    # other processes
    "fork": "import os; os.fork()",
    "fork, another way": CALL.format("vfork()"),
    "posix_spawn": "import os; os.posix_spawn('/usr/bin/env', ['env'], {})",
    "subprocess": "import subprocess; subprocess.run(['true'])",
    "shell": "import os\nif os.system('true') != 0: raise OSError",
    "exec": "import os; os.execv('/usr/bin/env', ['env'])",
    "multiprocessing": "import multiprocessing; p = multiprocessing.Process(target=print); p.start()",
    "signal to the grader": f"import os; os.kill({os.getpid()}, 0)",
    "signal to everybody": "import os; os.kill(-1, 0)",
    "signal to a thread": "import ctypes, os\nif ctypes.CDLL(None).tgkill(os.getpid(), os.getpid(), 0): raise OSError",
    "signal by descriptor": "import fcntl; fcntl.fcntl(0, 8, 1)",
    "signal of one's choice by descriptor": "import fcntl; fcntl.fcntl(0, 10, 9)",
    "pidfd": "import os; os.pidfd_open(os.getppid() or 1)",
    "ptrace": CALL.format("ptrace(16, os.getppid(), 0, 0)"),
    "memory of another": SYSCALL.format("310, os.getppid(), 0, 0, 0, 0, 0"),
    "priority": "import os; os.setpriority(0, 0, -5)",
    "processor": "import os; os.sched_setaffinity(0, {0})",
    # files
    "passwd": "open('/etc/passwd')",
    "environment of the grader": f"open('/proc/{os.getpid()}/environ')",
    "environment of the server": "import os; open(f'/proc/{os.getppid()}/environ')",
    "own memory by file": "open('/proc/self/mem', 'rb')",
    "descriptors of the server": "import os; os.listdir(f'/proc/{os.getppid()}/fd')",
    "process list": "import os; os.listdir('/proc')",
    "root folder": "import os; os.listdir('/')",
    "the course": f"import os; os.listdir({str(COURSE)!r})",
    "a hidden check": f"open({str(HERE)!r})",
    "the rest of the kit": f"open({str(COURSE / 'autograder' / '__main__.py')!r})",
    "the judge": "import autograder.judge",
    "the grader's home": f"import os; os.listdir({str(Path.home())!r})",
    "everybody's homes": "import os; os.listdir('/home')",
    "temporary files": "import os; os.listdir('/tmp')",
    "writing to /tmp": "open('/tmp/of-a-student', 'w')",
    "writing to shared memory": "open('/dev/shm/of-a-student', 'w')",
    "named semaphore": "import multiprocessing; multiprocessing.Semaphore()",
    "changing the data": "open('data/regression.csv', 'w')",
    "adding to the data": "open('data/more.csv', 'w')",
    "changing a library": "import json; open(json.__file__, 'a')",
    "changing the recorder": "import autograder.sandbox.guest.bare as b; open(b.__file__, 'a')",
    "devices": "open('/dev/kmsg')",
    "terminal": "open('/dev/tty')",
    "link to a file outside": "import os; os.link('/etc/passwd', 'mine')",
    "symbolic link to a file outside": "import os; os.symlink('/etc/passwd', 'mine'); open('mine')",
    "parent folder": "import os; os.listdir('../..')",
    "changing owner": "import os; open('mine', 'w'); os.chown('mine', 0, 0)",
    "device node": "import os, stat; os.mknod('mine', stat.S_IFCHR | 0o600, os.makedev(1, 1))",
    # the outside
    "tcp": "import socket; socket.create_connection(('127.0.0.1', 22), 1)",
    "udp": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 53))",
    "names": "import socket; socket.getaddrinfo('example.org', 80)",
    "unix socket": "import socket; socket.socket(socket.AF_UNIX)",
    "socket pair": "import socket; socket.socketpair()",
    "netlink": "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "download": "import urllib.request; urllib.request.urlopen('http://127.0.0.1')",
    # the kernel
    "becoming root": "import os; os.setuid(0); os.seteuid(0); raise PermissionError if os.getuid() else None",
    "new user namespace": CALL.format("unshare(0x10000000)"),
    "mount": CALL.format("mount(b'none', b'.', b'tmpfs', 0, 0)"),
    "unmount": CALL.format("umount2(b'/proc', 2)"),
    "chroot": "import os; os.chroot('.')",
    "host name": "import socket; socket.sethostname('mine')",
    "raising a limit": "import resource as r; r.setrlimit(r.RLIMIT_CPU, (r.RLIM_INFINITY, r.RLIM_INFINITY))",
    "io_uring": SYSCALL.format("425, 1, 0"),
    "bpf": SYSCALL.format("321, 0, 0, 0"),
    "perf": SYSCALL.format("298, 0, 0, -1, -1, 0"),
    "keys": SYSCALL.format("250, 0, -3, 0"),
    "userfaultfd": SYSCALL.format("323, 0"),
    "memory file": "import os; os.memfd_create('mine')",
    "shared memory": CALL.format("shmget(0, 4096, 0o1600)"),
    "message queue": CALL.format("msgget(0, 0o1600)"),
    "inotify": CALL.format("inotify_init()"),
    "alarm clock": "import signal; signal.setitimer(signal.ITIMER_REAL, 1)",
    "typing into a terminal": "import fcntl; fcntl.ioctl(0, 0x5412, b'x')",
    "dumpable again": CALL.format("prctl(4, 1, 0, 0, 0)"),
    "another filter": CALL.format("prctl(22, 1, 0, 0, 0)"),
    # too much of something
    "descriptors": "import os\nwhile True: os.dup(0)",
    "threads": "import threading\nw = threading.Event()\nwhile True: threading.Thread(target=w.wait, daemon=True).start()",
    "one large file": "open('mine', 'wb').write(bytes(17 << 20))",
    "many files": "for n in range(2000): open(f'mine{n}', 'w').close()",
    "many large files": "for n in range(20): open(f'mine{n}', 'wb').write(bytes(1 << 20))",
    "recursion": "import sys; f = lambda: f(); f()",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_student_code_is_refused(confined, attack):
    assert refused(confined, ATTACKS[attack]) not in {"", "SyntaxError", "NameError", "ImportError", "AttributeError"}


def test_nothing_of_the_grader_s_environment_is_inside(confined):
    """The environment of the grader may hold passwords."""
    names = run(confined, "import os; emit(' '.join(sorted(os.environ)).encode())").frames[0].decode().split()
    assert set(names) & set(os.environ) <= {
        "HOME",
        "LANG",
        "LD_LIBRARY_PATH",
        "OMP_NUM_THREADS",
        "PATH",
        "PWD",
        "PYTHONPATH",
        "PYTHONDONTWRITEBYTECODE",
    }


def test_only_five_descriptors_are_open(confined):
    """Standard streams, the tape, and the one this very listing needs."""
    source = "import os\nfor n in range(1024):\n    try: os.fstat(n)\n    except OSError: continue\n    emit(b'%d' % n)"
    assert run(confined, source).frames == (b"0", b"1", b"2", b"3")


def test_stdin_is_empty(confined):
    assert run(confined, "import sys; emit(sys.stdin.read().encode())").frames == (b"",)


def test_capabilities_are_gone(confined):
    source = "import ctypes\nh = (ctypes.c_uint32 * 2)(0x20080522, 0); d = (ctypes.c_uint32 * 6)()\nctypes.CDLL(None).capget(h, d); emit(b'%d' % any(d))"
    assert run(confined, source).frames == (b"0",)


def test_nobody_is_root_inside(confined):
    assert run(confined, "import os; emit(b'%d' % (0 in (os.getuid(), os.geteuid(), os.getgid())))").frames == (b"0",)


def test_ordinary_work_is_not_refused(confined):
    """Files of one's own, threads, time, randomness: as far as these layers allow them."""
    source = "import threading, time, os, random, tempfile\nt = threading.Thread(target=time.sleep, args=(0,)); t.start(); t.join()\nos.urandom(8); random.random(); time.time(); os.getcwd(); os.cpu_count(); emit(b'x')"
    assert run(confined, source).frames == (b"x",)


def test_full_isolation_has_a_disk_of_its_own(full):
    source = (
        "import tempfile\nwith tempfile.NamedTemporaryFile('w+') as f: f.write('x'); f.seek(0); emit(f.read().encode())"
    )
    assert run(full, source).frames == (b"x",)


def test_full_isolation_says_so(full):
    assert full.isolation is Isolation.FULL


def test_full_isolation_does_not_even_show_that_files_exist(full):
    source = f"import os; emit(b'%d' % any(map(os.path.exists, {['/etc/passwd', '/proc/self', '/tmp', str(COURSE / 'tests')]!r})))"
    assert run(full, source).frames == (b"0",)


def test_full_isolation_shows_no_other_process(full):
    assert run(full, "import os; emit(b'%d %d' % (os.getpid(), os.getppid()))").frames == (b"1 0",)

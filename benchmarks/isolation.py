"""What keeping student code apart costs: one submission, rung by rung, from a warm process to full isolation.

    .venv/bin/python benchmarks/isolation.py [--rounds 30] [--json]

The submission is the lecture's regression by hand, thirty epochs. All rungs are measured in one run and shown as ratios
to a fresh python, because milliseconds differ from machine to machine and from minute to minute.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial

from autograder.errors import IsolationError
from autograder.model import Ending, Limits
from autograder.sandbox.host import bubblewrap
from autograder.sandbox.host.runtime_files import runtime_files
from autograder.sandbox.host.sandbox import RECORDER, Sandbox, open_with_layers
from autograder.sandbox.protocol import STRONGEST_FIRST, TRUSTED_ONLY, Layers

BARE = "autograder.sandbox.guest.bare"
SUBMISSION = """
import torch
torch.manual_seed(43052)
x = torch.linspace(-3, 3, 100).reshape(-1, 1)
X = torch.cat([torch.ones_like(x), x], axis=1)
y = 2.5 + 4 * x + torch.randn(100, 1) * 0.5
What = torch.tensor([[-5.0], [10.0]], requires_grad=True)
for epoc in range(30):
    yhat = X @ What
    loss = torch.sum((y - yhat) ** 2) / 100
    loss.backward()
    What.data = What.data - 0.1 * What.grad
    What.grad = None
emit(What.detach().numpy().tobytes())
"""
ALONE = "import torch\ntorch.set_num_threads(1)\nemit = lambda content: None\n" + SUBMISSION
WARM = """
import os, sys, time
from autograder.recorder import warm
warm()
run = compile(sys.argv[2], "submission", "exec")
def once():
    exec(run, {"emit": lambda content: None})
def forked():
    pid = os.fork()
    if pid == 0:
        once(); os._exit(0)
    os.waitpid(pid, 0)
for call in (once, forked):
    call()
    for _ in range(int(sys.argv[1])):
        start = time.perf_counter(); call(); print(time.perf_counter() - start)
    print()
"""
ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
}
FRESH = "fresh python"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    ladder = {rung: statistics.median(seconds) for rung, seconds in measured(asked.rounds)}
    rows = [{"rung": rung, "ms": 1000 * ladder[rung], "times": ladder[FRESH] / ladder[rung]} for rung in ladder]
    if asked.json:
        print(json.dumps({"format": 1, "rounds": asked.rounds, "ladder": rows}, indent=2))
        return
    for row in rows:
        print(f"{row['rung']:<58}{row['ms']:>9.1f} ms{row['times']:>8.0f} ×")


def measured(rounds: int) -> Iterator[tuple[str, list[float]]]:
    """Each rung with its seconds a submission, from the cheapest to the dearest."""
    once, forked = warm(rounds)
    yield "the same code in a warm process: the floor", once
    yield "a bare fork of a warm process", forked
    for layers in (TRUSTED_ONLY, *reversed(STRONGEST_FIRST)):
        with ExitStack() as stack:
            try:
                sandbox = stack.enter_context(open_with_layers((layers,), limits=Limits(), jobs=4, warm=RECORDER))
            except IsolationError as error:
                print(f"{name(layers)}: {error}", file=sys.stderr)
                continue
            yield name(layers), [timed(partial(submit, sandbox)) for _ in range(rounds)]
            yield f"{name(layers)}, 4 in flight", in_flight(sandbox, rounds)
    few = max(3, rounds // 6)
    yield "bubblewrap and a fresh python", [timed(wrapped) for _ in range(few)]
    yield FRESH, [timed(fresh) for _ in range(few)]


def name(layers: Layers) -> str:
    """Of a rung."""
    return f"{layers.isolation}: {layers}"


def warm(rounds: int) -> tuple[list[float], list[float]]:
    """In a process that has warmed the recorder: run there, and in a fork of it."""
    command = [sys.executable, "-c", WARM, str(rounds), SUBMISSION]
    said = subprocess.run(command, env=ONE_THREAD, capture_output=True, text=True, check=True).stdout
    once, forked, _ = said.split("\n\n")
    return [float(line) for line in once.split()], [float(line) for line in forked.split()]


def submit(sandbox: Sandbox) -> None:
    """One submission, which must arrive."""
    transcript = sandbox.run(SUBMISSION.encode(), entry=BARE)
    assert transcript.ending is Ending.FINISHED, transcript


def in_flight(sandbox: Sandbox, rounds: int) -> list[float]:
    """Seconds a submission where four are under way at once."""
    with ThreadPoolExecutor(4) as threads:
        whole = timed(lambda: list(threads.map(lambda _: submit(sandbox), range(2 * rounds))))
    return [whole / (2 * rounds)]


def fresh() -> None:
    """What a grader pays that starts python for every submission."""
    subprocess.run([sys.executable, "-c", ALONE], env=ONE_THREAD, capture_output=True, check=True)


def wrapped() -> None:
    """Run the same inside bubblewrap."""
    with empty_file() as empty:
        own = runtime_files()
        command = [*bubblewrap.command(own, (), empty), bubblewrap.interpreter(own), "-S", "-c", ALONE]
        places = {"PYTHONPATH": os.pathsep.join(bubblewrap.PYTHON_PATH), "LD_LIBRARY_PATH": bubblewrap.LIBRARY_PATH}
        environment = {**ONE_THREAD, **places, "TMPDIR": bubblewrap.WORKSPACE.own}
        subprocess.run(command, env=environment, pass_fds=(empty,), capture_output=True, check=True)


@contextmanager
def empty_file() -> Iterator[int]:
    """A descriptor of nothing."""
    descriptor = os.open(os.devnull, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def timed(call: Callable[[], object]) -> float:
    """Seconds of wall time."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

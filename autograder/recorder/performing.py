"""A request → frames.

Load the work, make each call natively and again in the shadow, write down what is seen.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import torch

from autograder.recorder import wire
from autograder.recorder.everyday import run_here
from autograder.recorder.load import load
from autograder.recorder.loop_tapes import loop_tapes
from autograder.recorder.probe_runner import ProbeRunner, seed
from autograder.recorder.process_state import ProcessState
from autograder.recorder.shadow import shadowed
from autograder.recorder.threads import any_of_a_student
from autograder.recorder.watch import Watch

SHADOW_TURNS = 200
SHADOW_MARK = "~"


def warm() -> None:
    """Import and use what a first submission would otherwise pay for.

    Leave one thread and a frozen heap.
    """
    torch.set_num_threads(1)
    import matplotlib as mpl  # noqa: PLC0415 - only in the server
    import pandas as pd  # noqa: PLC0415

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after the backend is chosen

    figure, axes = plt.subplots()
    axes.plot([0, 1], [0, 1])
    plt.close(figure)
    pd.DataFrame({"x": [0.0]}).to_numpy()
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Sigmoid())
    for kind in (torch.optim.SGD, torch.optim.Adam):
        optimizer = kind(net.parameters(), lr=0.1)
        torch.nn.BCELoss()(net(torch.ones(2, 1)), torch.ones(2, 1)).backward()
        optimizer.step()
        optimizer.zero_grad()
    with shadowed():
        torch.nn.Linear(1, 1)(torch.ones(2, 1))
    gc.collect()
    gc.freeze()


def perform(payload: bytes, emit: Callable[[bytes], None]) -> None:
    """Emit a frame when something begins and one with its tapes when it ends.

    First all natively, then in the shadow.
    """
    request = wire.decode_request(payload)
    serve_web_addresses()
    run_here()
    state = ProcessState(recorder=True)
    try:
        _pass(request, emit, state, shadow=False)
        if any(probe.shadow for probe in request.probes):
            _pass(request, emit, state, shadow=True)
    except Exception:
        if any_of_a_student():  # the fault of a recorder whose memory others write to is not the grader's
            os._exit(1)
        raise


def _pass(request: wire.Request, emit: Callable[[bytes], None], state: ProcessState, *, shadow: bool) -> None:
    mark = SHADOW_MARK if shadow else ""
    emit(wire.encode(wire.Frame(mark)))
    watch = Watch(most=SHADOW_TURNS if shadow else None)
    seed()
    with state.kept(), shadowed() if shadow else nullcontext(), watch.watching():
        work = load(request.sources, definitions=request.definitions)
        state.mend_all()
    emit(wire.encode(wire.Frame(mark, ended=True, tapes=loop_tapes(watch.loops, shadow=shadow), faults=work.faults)))
    runner = ProbeRunner(work, request.drivers, request.exercises, shadow=shadow, state=state)
    for probe in request.probes:
        name = mark + probe.id
        if name not in request.skip and (probe.shadow or not shadow):
            emit(wire.encode(wire.Frame(name)))
            emit(wire.encode(wire.Frame(name, ended=True, tapes=(runner.record(probe),))))
            if runner.spoilt:  # a fresh child makes the other calls
                os._exit(1)


def serve_web_addresses(folder: Path = Path("data")) -> None:
    """From now on pandas reads http addresses from `folder`.

    `…/2022-09-22-regression.csv` is regression.csv.
    """
    import pandas as pd  # noqa: PLC0415 - only in the server

    real = pd.read_csv

    def read_csv(source: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(source, str) and urlsplit(source).scheme in {"http", "https"}:
            source = _local(PurePosixPath(urlsplit(source).path).name, folder)
        return real(source, *args, **kwargs)

    pd.read_csv = read_csv  # pyrefly: ignore[bad-assignment]


def _local(name: str, folder: Path) -> Path:
    ours = (path for path in sorted(folder.glob("*")) if name == path.name or name.endswith(f"-{path.name}"))
    return next(ours, folder / name)

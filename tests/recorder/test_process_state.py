"""A switch that one call throws costs that call, and no call after it."""

from __future__ import annotations

import builtins
import gc
import os
import random
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
import torch

from autograder.model import Ending, Probe, Source
from autograder.recorder import perform, wire
from autograder.recorder.describe import describe, tensor
from autograder.recorder.load import load
from autograder.recorder.process_state import ProcessState

THROWN = {
    "the default dtype": "torch.set_default_dtype(torch.float64)",
    "grad mode": "torch.set_grad_enabled(False)",
    "the default device": "torch.set_default_device('meta')",
    "threads": "torch.set_num_threads(3)",
    "a patched seed": "torch.manual_seed = lambda *_: None",
    "a patched sum": "torch.sum = torch.mean",
    "a patched operator": "torch.Tensor.__matmul__ = lambda a, b: a",
    "a method that is gone": "del torch.Tensor.backward",
    "a class that is gone": "del torch.nn.Linear",
    "warnings as errors": "import warnings; warnings.simplefilter('error')",
    "numpy's errors": "import numpy; numpy.seterr(all='raise')",
    "another folder": "import os; os.chdir('/')",
    "the environment": "import os; os.environ['OMP_NUM_THREADS'] = '7'",
    "a builtin": "import builtins; builtins.sum = max",
    "a library": "import sys; sys.modules['torch'] = None",
    "the terminal": "import sys; sys.stdout = None",
    "a mode": "torch.overrides.TorchFunctionMode().__enter__()",
    "a dispatch mode": "from torch.utils._python_dispatch import TorchDispatchMode; TorchDispatchMode().__enter__()",
    "hooks on saved tensors": "torch.autograd.graph.saved_tensors_hooks(lambda x: x, lambda x: x).__enter__()",
    "inference": "torch.inference_mode().__enter__()",
    "half precision": "torch.autocast('cpu', dtype=torch.bfloat16).__enter__()",
    "importing": "import builtins; builtins.__import__ = None",
    "a way to write": "import os; os.write = None",
    "a way to collect": "import gc; gc.set_threshold(1); gc.callbacks.append(print)",
    "all modules": "import sys; sys.modules.clear()",
    "a trace": "import sys; sys.settrace(lambda *_: None)",
}


def seen():
    """What later calls would notice."""
    folder, modules = Path.cwd(), [sys.modules.get(name) for name in ("torch", "numpy", "random")]
    names = torch.sum, torch.manual_seed, torch.Tensor.backward, torch.Tensor.__matmul__, torch.nn.Linear, sum
    switches = torch.get_default_dtype(), torch.is_grad_enabled(), torch.ones(1).device, torch.get_num_threads()
    others = (
        np.geterr(),
        torch.is_inference_mode_enabled(),
        torch.is_autocast_enabled("cpu"),
        os.write,
        gc.get_threshold(),
        [*gc.callbacks],
        list(warnings.filters),
        dict(os.environ),
        sys.stdout,
        sys.gettrace(),
        random.random.__name__,
    )
    modes = torch.overrides._len_torch_function_stack(), torch._C._len_torch_dispatch_stack()
    hooks = torch._C._autograd._top_saved_tensors_default_hooks(*[True])
    return folder, modules, names, switches, others, modes, hooks, builtins.__import__


@pytest.fixture(autouse=True)
def back():
    """Whatever a test leaves, the next one starts clean."""
    with ProcessState().kept():
        yield


@pytest.mark.parametrize("switch", THROWN)
def test_what_is_thrown_in_a_file_is_back_for_the_next(switch):
    before = seen()
    load((Source("hw.py", (f"import torch\n{THROWN[switch]}\n",)),))
    assert seen() == before


def tapes(code: str, *, also: str = "") -> dict[tuple[str, bool], object]:
    """What two exercises show: `first` throws, `second` comes after it."""
    frames: list[bytes] = []
    probes = tuple(
        Probe(name, "it", {"x": describe(torch.tensor([[1.0, 2.5], [0.5, 3.0]]))}) for name in ("first", "second")
    )
    sources = (Source("hw.py", (code,)), *([Source("other.py", (also,))] if also else []))
    asked = wire.Request(sources, {"first": "hw", "second": "other" if also else "hw"}, {}, probes)
    perform(wire.encode(asked), frames.append)
    found = [tape for frame in frames for tape in wire.decode_frame(frame).tapes]
    return {(tape.probe.partition("/")[0], tape.shadow): tape for tape in found}


SECOND = "import torch\ndef second(x):\n    w = torch.ones(2, 1, requires_grad=True)\n    torch.sum(x @ w).backward()\n    return w.grad\n"


@pytest.mark.parametrize("switch", THROWN)
@pytest.mark.parametrize("where", ["in a call", "in its file", "in another file"])
def test_a_switch_costs_the_call_that_threw_it(switch, where):
    throw = THROWN[switch].replace("; ", "\n    ")
    if where == "in a call":
        found = tapes(f"import torch\ndef first(x):\n    {throw}\n    return x\n{SECOND}")
    elif where == "in its file":
        found = tapes(f"import torch\n{SECOND}def first(x): return x\n{THROWN[switch]}\n")
    else:
        found = tapes(f"import torch\ndef first(x): return x\n{THROWN[switch]}\n", also=SECOND)
    for shadow in (False, True):
        tape = found["second", shadow]
        assert (tape.ending, tape.returned.dtype) == (Ending.FINISHED, "float64" if shadow else "float32")
        assert torch.equal(tensor(tape.returned).float(), torch.tensor([[1.5], [5.5]]))


PYTHON = {
    "no importing": "import builtins; builtins.__import__ = None",
    "no builtins": "import builtins; vars(builtins).clear()",
    "builtins that raise": "import builtins; vars(builtins).update(dict.fromkeys(dir(builtins), lambda *_: 1 / 0))",
    "no exceptions": "import builtins; builtins.BaseException = builtins.Exception = None; 1 / 0",
    "no modules": "import sys; sys.modules.clear(); sys.modules = None",
    "no deque": "import sys; sys.modules['collections'] = None",
    "no trees": "import ast; ast.parse = ast.iter_child_nodes = ast.Import = None",
    "no lines": "import linecache; linecache.cache = linecache.getline = None; 1 / 0",
    "no tracebacks": "import traceback; traceback.walk_tb = None; 1 / 0",
}
PLACES = [(where, name) for where in ("in a call", "between two cells") for name in PYTHON]
ITS_OWN = {"its names": "globals().clear()", "its file": "del __file__, __name__"}


@pytest.mark.parametrize(("where", "name"), [*PLACES, *(("between two cells", name) for name in ITS_OWN)])
def test_whoever_takes_python_apart_is_read_to_the_end(where, name):
    """What stands after it in the same notebook is read and called as if it had not been there, and nobody has to look."""
    patch = (PYTHON | ITS_OWN)[name]
    body = patch.replace("; ", "\n    ")
    inside, between = (body, "") if where == "in a call" else ("pass", patch)
    found = tapes(f"def first(x):\n    {inside}\n    return x\n{between}\n{SECOND}")
    assert {found["second", shadow].ending for shadow in (False, True)} == {Ending.FINISHED}


PATCHES = {
    "a function": "probe_runner.describe = None",
    "a helper of ours": "describe._described = None",
    "a class": "probe_runner.ProbeRunner.record = None",
    "a noun": "tape.Tape.__init__ = lambda *a, **k: 1 / 0",
}


@pytest.mark.parametrize("patch", PATCHES.values(), ids=PATCHES)
@pytest.mark.parametrize("where", ["in a call", "in its file"])
def test_whoever_breaks_the_recorder_is_described_all_the_same(patch, where):
    """It is put back before anything is written down, so that no person has to look."""
    imports = "from autograder.model import tape\nfrom autograder.recorder import describe, probe_runner\n"
    inside, outside = (patch, "") if where == "in a call" else ("pass", patch)
    found = tapes(f"{imports}def first(x):\n    {inside}\n    return x\n{SECOND}{outside}\n")
    assert {tape.ending for tape in found.values()} == {Ending.FINISHED}

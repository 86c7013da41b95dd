"""The switches of a process, as they stood → the same again.

A call costs itself, never the calls after it.

Student code throws switches (the default dtype, grad mode, warnings, the folder) and takes libraries apart. Each file is
loaded and each call made from one and the same state.
"""

from __future__ import annotations

import ast
import builtins
import codecs
import collections
import contextlib
import copy
import gc
import inspect
import linecache
import math
import os
import random
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from itertools import compress
from operator import is_, is_not, itemgetter
from typing import Any

import numpy as np
import torch
from torch.overrides import _len_torch_function_stack, _pop_mode
from torch.utils import _device, _python_dispatch

from autograder.recorder.written import writes_in, writes_to

_GONE = object()
_TWO = ("__doc__", "__doc__")
"""Names that everything has: of fewer than two, itemgetter gives no tuple."""
_LEFT: list[Any] = []
_BUILTINS, _MODULES = vars(builtins), sys.modules
_OWN = ("autograder.recorder.", "autograder.model.tape")
_CLOSED = {"__doc__", "__dict__", "__weakref__", "__module__", "__abstractmethods__", "__annotations__"}

_PYTHON: tuple[Any, ...] = (ast, collections, contextlib, linecache, traceback)
"""By these the recorder reads a statement, and says of it what it raised."""
_LIBRARIES: tuple[Any, ...] = (
    *(codecs, copy, inspect, math, os, random, time, np, np.linalg, np.random),
    *(torch, torch.Tensor, torch.autograd, torch.linalg, torch.nn, torch.nn.functional, torch.nn.init, torch.optim),
    *(torch.nn.Module, torch.nn.Parameter, torch.nn.Linear, torch.nn.Sigmoid, torch.nn.Sequential),
    *(torch.nn.MSELoss, torch.nn.BCELoss, torch.nn.BCEWithLogitsLoss),
    *(torch.optim.Optimizer, torch.optim.SGD, torch.optim.Adam, torch.overrides, torch.random),
)


class ProcessState:
    """The state a process is in now, to come back to."""

    def __init__(self, *, recorder: bool = False) -> None:
        self._builtins, self._modules = dict(_BUILTINS), dict(_MODULES)
        self._tops = {name: module for name, module in self._modules.items() if "." not in name}
        self._writes = writes_in(_BUILTINS), writes_in(_MODULES)
        self._written = [writes() for writes in self._writes if writes]
        self._python = [_Names(library) for library in _PYTHON]
        self._libraries = [_Names(library) for library in (*_LIBRARIES, *_drawing())]
        self._recorder = [_Names(part) for part in _recorder()] if recorder else []
        self._switches = [read() for read, _ in _SWITCHES]
        self._filters = list(warnings.filters)
        self._streams = sys.stdout, sys.stderr, sys.stdin
        self._variables = vars(os.environ)["_data"]
        self._environ = dict(self._variables)
        self._folder = os.getcwd()  # noqa: PTH109 - as chdir takes it
        self._modes = _len_torch_function_stack(), torch._C._len_torch_dispatch_stack()  # noqa: SLF001 - as torch asks it

    @contextlib.contextmanager
    def kept(self, *, every_module: bool = False) -> Iterator[None]:
        """Whatever is thrown inside is back as it was at the end."""
        try:
            yield
        finally:
            self.restore(every_module=every_module)

    def mend_all(self) -> None:
        """Put back the recorder and the libraries, before anything is described.

        Switches stay as they are then, in the shadow that stands around.
        """
        self.mend_python()
        for names in self._recorder:
            names.put_back()
        self.mend()

    def mend_python(self, *, every_module: bool = False) -> None:
        """Put back Python itself: builtins first, by a call that needs none of them.

        Modules in packages too where one above is gone, or all are looked at.
        """
        written = [writes() for writes in self._writes if writes]
        if every_module or not written or written != self._written:
            _BUILTINS.update(self._builtins)
            looked_at = self._modules if every_module else self._tops
            if not all(map(is_, map(_MODULES.get, looked_at), looked_at.values())):
                _MODULES.update(self._modules)
            self._written = [writes() for writes in self._writes if writes]
        sys.modules = _MODULES
        for names in self._python:
            names.put_back()

    def mend(self, *, every_module: bool = False) -> None:
        """Put back the libraries too, name by name."""
        self.mend_python(every_module=every_module)
        for names in self._libraries:
            names.put_back()

    def restore(self, *, every_module: bool = False) -> None:
        """Put everything back; what cannot be is left as it is."""
        self.mend(every_module=every_module)
        for (read, switch), was in zip(_SWITCHES, self._switches, strict=True):
            with contextlib.suppress(Exception):
                if read() != was:
                    switch(was)
        self._leave_modes()
        if warnings.filters != self._filters:
            warnings.filters[:] = self._filters  # type: ignore[index]
        sys.stdout, sys.stderr, sys.stdin = self._streams
        if vars(os.environ).get("_data") is not self._variables or self._variables != self._environ:
            vars(os.environ)["_data"] = self._variables
            os.environ.clear()
            os.environ.update({os.fsdecode(name): os.fsdecode(value) for name, value in self._environ.items()})
        with contextlib.suppress(OSError):
            os.chdir(self._folder)

    def _leave_modes(self) -> None:
        """Leave what was entered and never left: modes, hooks on saved tensors, inference."""
        functions, dispatches = self._modes
        while _len_torch_function_stack() > functions:
            _pop_mode()
        while torch._C._len_torch_dispatch_stack() > dispatches:  # noqa: SLF001 - as torch asks it
            _python_dispatch._pop_mode()  # noqa: SLF001
        while torch._C._autograd._top_saved_tensors_default_hooks(True):  # noqa: SLF001, FBT003 - of every kind
            torch._C._autograd._pop_saved_tensors_default_hooks()  # noqa: SLF001
        if torch.is_inference_mode_enabled():
            _LEFT.append(torch._C._InferenceMode(False))  # noqa: SLF001, FBT003 - a guard that stands for good


def _drawing() -> Iterator[Any]:
    """Libraries that draw plots and tables and are imported already."""
    for name in ("pandas", "matplotlib", "matplotlib.pyplot"):
        if name in sys.modules:
            yield sys.modules[name]


def _recorder() -> Iterator[Any]:
    """Our modules in a child, and their classes."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_OWN):
            yield module
            yield from (
                value for value in vars(module).values() if isinstance(value, type) and value.__module__ == name
            )


class _Names:
    """The names of a library that anyone may use, and what they stand for now.

    Looked at after every call of every probe: so they are read only where one was written, and then all of them are
    compared without a line of Python a name.
    """

    def __init__(self, library: Any) -> None:
        self._library = library
        self._writes = writes_to(library)
        self._names, self._read = _reader(library)
        now = vars(library)
        self._all = frozenset(now)
        try:
            self._values = self._read(now)
        except KeyError:  # one has gone since
            self._names = tuple(name for name in self._names if name in now)
            self._read = itemgetter(*self._names, *_TWO)
            self._values = self._read(now)
        self._pairs = tuple(zip(self._names, self._values, strict=False))
        self._written = self._writes() if self._writes else 0

    def put_back(self) -> None:
        """Let every name stand for what it stood for."""
        if self._writes is None:
            self._compare()
        elif self._writes() != self._written:
            self._compare()
            self._written = self._writes()

    def _compare(self) -> None:
        """Put back what is another: identity decides, since an object may equal anything."""
        now = vars(self._library)
        try:
            others = [*compress(self._pairs, map(is_not, self._read(now), self._values))]
        except KeyError:
            others = [pair for pair in self._pairs if now.get(pair[0], _GONE) is not pair[1]]
        for name, value in others:
            with contextlib.suppress(Exception):
                setattr(self._library, name, value)
        if isinstance(self._library, type):  # what it inherits stands below a name that was added
            for name in now.keys() - self._all:
                if _is_open(name, self._library):
                    with contextlib.suppress(Exception):
                        delattr(self._library, name)


@cache
def _reader(library: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The open names of a library, and what reads all of them at once.

    Operators of a class are among them.
    """
    names = tuple(name for name in vars(library) if _is_open(name, library))
    return names, itemgetter(*names, *_TWO)


def _is_open(name: str, library: Any) -> bool:
    if not name.startswith("__") and _home(library).startswith(_OWN):
        return True
    return not name.startswith("_") or (isinstance(library, type) and name.endswith("__") and name not in _CLOSED)


def _home(library: Any) -> str:
    return library.__module__ if isinstance(library, type) else library.__name__


def _call_after_collecting(was: list[Any]) -> None:
    gc.callbacks[:] = was


_SWITCHES: tuple[tuple[Callable[[], Any], Callable[[Any], Any]], ...] = (
    (lambda: _device.CURRENT_DEVICE, torch.set_default_device),
    (torch.get_default_dtype, torch.set_default_dtype),
    (torch.is_grad_enabled, torch._C._set_grad_enabled),  # noqa: SLF001 - the switch itself, not a context
    (torch.get_num_threads, torch.set_num_threads),
    (torch.is_anomaly_enabled, torch.set_anomaly_enabled),
    (torch.are_deterministic_algorithms_enabled, torch.use_deterministic_algorithms),
    (torch.get_float32_matmul_precision, torch.set_float32_matmul_precision),
    (lambda: torch.is_autocast_enabled("cpu"), lambda was: torch.set_autocast_enabled("cpu", was)),
    (lambda: torch.get_autocast_dtype("cpu"), lambda was: torch.set_autocast_dtype("cpu", was)),
    (np.geterr, lambda was: np.seterr(**was)),
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (gc.get_threshold, lambda was: gc.set_threshold(*was)),
    (lambda: [*gc.callbacks], _call_after_collecting),
    (sys.gettrace, sys.settrace),
    (sys.getprofile, sys.setprofile),
)

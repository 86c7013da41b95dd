"""The switches of a process, as they stood → the same again: a call costs itself, never the calls after it.

Student code throws switches (the default dtype, grad mode, warnings, the folder) and takes libraries apart. Each file is
loaded and each call made from one and the same state.
"""

from __future__ import annotations

import builtins
import contextlib
import copy
import math
import os
import random
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from operator import is_
from typing import Any

import numpy as np
import torch
from torch.overrides import _len_torch_function_stack, _pop_mode
from torch.utils import _device

_GONE = object()
_CLOSED = {"__doc__", "__dict__", "__weakref__", "__module__", "__abstractmethods__", "__annotations__"}

_LIBRARIES: tuple[Any, ...] = (
    *(builtins, math, random, copy, np, np.linalg, np.random),
    *(torch, torch.Tensor, torch.autograd, torch.linalg, torch.nn, torch.nn.functional, torch.nn.init, torch.optim),
    *(torch.nn.Module, torch.nn.Parameter, torch.nn.Linear, torch.nn.Sigmoid, torch.nn.Sequential),
    *(torch.nn.MSELoss, torch.nn.BCELoss, torch.nn.BCEWithLogitsLoss),
    *(torch.optim.Optimizer, torch.optim.SGD, torch.optim.Adam, torch.overrides, torch.random),
)


class ProcessState:
    """The state a process is in now, to come back to."""

    def __init__(self) -> None:
        self._libraries = [(library, _open(library)) for library in (*_LIBRARIES, *_drawing())]
        self._modules = {name: module for name, module in sys.modules.items() if "." not in name}
        self._switches = [read() for read, _ in _SWITCHES]
        self._filters = list(warnings.filters)
        self._streams = sys.stdout, sys.stderr, sys.stdin
        self._environ = dict(os.environ)
        self._folder = os.getcwd()  # noqa: PTH109 - as chdir takes it
        self._modes = _len_torch_function_stack()

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """Whatever is thrown inside is back as it was at the end."""
        try:
            yield
        finally:
            self.restore()

    @contextlib.contextmanager
    def libraries_kept(self) -> Iterator[None]:
        """Libraries are whole again at the end; switches stay as they are then, in the shadow that stands around."""
        try:
            yield
        finally:
            self.mend()

    def mend(self) -> None:
        """Put back the libraries, name by name."""
        for name, module in self._modules.items():
            if sys.modules.get(name) is not module:
                sys.modules[name] = module
        for library, names in self._libraries:
            _put_back(library, names)

    def restore(self) -> None:
        """Put everything back; what cannot be is left as it is."""
        self.mend()
        for (read, switch), was in zip(_SWITCHES, self._switches, strict=True):
            with contextlib.suppress(Exception):
                if read() != was:
                    switch(was)
        while _len_torch_function_stack() > self._modes:
            _pop_mode()
        if warnings.filters != self._filters:
            warnings.filters[:] = self._filters  # type: ignore[index]
        sys.stdout, sys.stderr, sys.stdin = self._streams
        if dict(os.environ) != self._environ:
            os.environ.clear()
            os.environ.update(self._environ)
        with contextlib.suppress(OSError):
            os.chdir(self._folder)


def _drawing() -> Iterator[Any]:
    """What plots and tables are made with, where it is imported already."""
    for name in ("pandas", "matplotlib", "matplotlib.pyplot"):
        if name in sys.modules:
            yield sys.modules[name]


def _open(library: Any) -> dict[str, Any]:
    """The names of a library that anyone may use, operators of a class among them."""
    return {name: value for name, value in vars(library).items() if _is_open(name, library)}


def _is_open(name: str, library: Any) -> bool:
    return not name.startswith("_") or (isinstance(library, type) and name.endswith("__") and name not in _CLOSED)


def _put_back(library: Any, names: Mapping[str, Any]) -> None:
    now = vars(library)
    if not all(map(is_, map(now.get, names), names.values())):
        for name, value in names.items():
            if now.get(name, _GONE) is not value:
                with contextlib.suppress(Exception):
                    setattr(library, name, value)
    if isinstance(library, type):  # what it inherits stands below a name that was added
        for name in [name for name in now if name not in names and _is_open(name, library)]:
            with contextlib.suppress(Exception):
                delattr(library, name)


_SWITCHES: tuple[tuple[Callable[[], Any], Callable[[Any], Any]], ...] = (
    (lambda: _device.CURRENT_DEVICE, torch.set_default_device),
    (torch.get_default_dtype, torch.set_default_dtype),
    (torch.is_grad_enabled, torch._C._set_grad_enabled),  # noqa: SLF001 - the switch itself, not a context
    (torch.get_num_threads, torch.set_num_threads),
    (torch.is_anomaly_enabled, torch.set_anomaly_enabled),
    (torch.are_deterministic_algorithms_enabled, torch.use_deterministic_algorithms),
    (torch.get_float32_matmul_precision, torch.set_float32_matmul_precision),
    (np.geterr, lambda was: np.seterr(**was)),
    (sys.getrecursionlimit, sys.setrecursionlimit),
    (sys.gettrace, sys.settrace),
    (sys.getprofile, sys.setprofile),
)

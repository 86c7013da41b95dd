"""Python files of ours → Probes; and the words they are written with."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from autograder.errors import InstructorError
from autograder.model import Probe, Value


def probe(exercise: str, name: str, /, *, shadow: bool = True, **inputs: object) -> Probe:
    """Make one call of an exercise.

    `probe("mse", "lecture", y=y, yhat=yhat)` → `mse(y, yhat)`.

    Inputs are numbers, strings, None, tensors, ndarrays, and lists, tuples and dicts of those; they are kept by
    content, now. `shadow=False` records it natively only (float32), for clamps, nan, inf and rules about dtypes.
    """
    return Probe(
        exercise=exercise,
        name=name,
        inputs={key: _value(value, f"probe {exercise}/{name}: {key}") for key, value in inputs.items()},
        shadow=shadow,
    )


def leaf(values: object) -> Value:
    """Make a tensor that requires grad, of a tensor or nested lists.

    Lists of floats become float32.
    """
    import torch  # noqa: PLC0415 - heavy, and only where probes are read

    made = values.detach() if isinstance(values, torch.Tensor) else torch.tensor(values, dtype=torch.float32)
    return _value(made.clone().requires_grad_(), "leaf")


def load(folder: Path) -> tuple[Probe, ...]:
    """Run `probes.py`, or the files of `probes/` by alphabet, and take PROBES.

    Files with a leading underscore are for the others to import.
    """
    files = [path for path in (folder / "probes.py",) if path.is_file()]
    files += sorted(path for path in (folder / "probes").glob("*.py") if not path.name.startswith("_"))
    return tuple(made for path in files for made in _probes(path, folder))


def _probes(path: Path, folder: Path) -> tuple[Probe, ...]:
    made = getattr(_module(path, folder), "PROBES", None)
    items = list(made) if isinstance(made, Sequence) else [made]
    found = tuple(each for each in items if isinstance(each, Probe))
    if len(found) != len(items):
        raise InstructorError(f"{path}: PROBES is {type(made).__name__}; expected a tuple of probe(…).")
    return found


def _module(path: Path, folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_probes_of_{folder.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with _importing_from(folder, folder / "probes"):
        try:
            spec.loader.exec_module(module)
        except InstructorError as error:
            raise InstructorError(f"{path}: {error}") from None
        except Exception as error:
            raise InstructorError(f"{path}: {type(error).__name__}: {error}. It runs when the week is read.") from error
    return module


@contextmanager
def _importing_from(*folders: Path) -> Iterator[None]:
    """Let probes import their neighbours, and forget those afterwards.

    As in `from _shared import X37`; the next week's have the same names.
    """
    before, path, writes = set(sys.modules), sys.path[:], sys.dont_write_bytecode
    sys.path[:0] = [str(folder.resolve()) for folder in folders]
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.path[:], sys.dont_write_bytecode = path, writes
        for name in set(sys.modules) - before:
            if _lies_in(sys.modules[name], folders[0]):
                del sys.modules[name]


def _lies_in(module: ModuleType, folder: Path) -> bool:
    spec = getattr(module, "__spec__", None)
    if not isinstance(spec, ModuleSpec):
        return False
    places = [spec.origin or "", *(spec.submodule_search_locations or ())]
    return any(Path(place).resolve().is_relative_to(folder.resolve()) for place in places if place)


def _value(value: object, where: str) -> Value:
    """Describe the value whole: one that a tape would cut short is no input."""
    if isinstance(value, Value):
        return value
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return Value(type=type(value).__name__, items=tuple(_value(item, where) for item in value))
    if isinstance(value, Mapping):
        items = tuple(_value(item, where) for item in value.values())
        return Value(type="dict", items=items, names=tuple(map(str, value)))
    from autograder.recorder.describe import MOST_INPUT_BYTES, describe  # noqa: PLC0415 - torch, only where it is used

    described = describe(value, most=MOST_INPUT_BYTES)
    if described.dtype or value is None or described.text == value:
        return described
    raise InstructorError(
        f"{where} is {described.text or described.type}; "
        f"expected a number, a string, None, a tensor or ndarray of up to {MOST_INPUT_BYTES // 1_000_000} MB, or lists, tuples and dicts of those."
    )

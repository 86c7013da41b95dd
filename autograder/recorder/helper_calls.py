"""Own exercises that are called for their turns → the helper calls of a loop.

A helper may take a whole epoch, or make the optimiser. What its caller does is what lies around it: what it hands over, how
often, and that it changes nothing in between but an optimiser's options.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import torch

from autograder.model import HelperCall, Value
from autograder.recorder.describe import as_it_is, describe

if TYPE_CHECKING:
    from autograder.recorder.watch import Watch

MOST_HELPER_CALLS = 512
MOST_LOGGED = 2**18
"""Bytes of inputs that are logged."""
MOST_HASHED = 2**28
"""Bytes that are looked at for what has changed; beyond it nothing is said of any call."""
GIVEN_BACK = -2
"""The number of what the call before gave back, if it has no other."""
NONE = Value("NoneType")
_PLAIN = bool | int | float | complex | str | None
_MADE = (torch.nn.Module, torch.optim.Optimizer, torch.utils.data.DataLoader)
_NESTED = 3


@dataclass(frozen=True, slots=True)
class _State:
    """Digests of all that may change, and of gradients, if there are any."""

    values: str = ""
    gradients: str = ""
    options: str = ""  # of optimisers


@dataclass(slots=True)
class _Open:
    """A call that has begun."""

    helper_call: HelperCall
    state: _State
    held: int


class HelperCallLog:
    """The helper calls within one call of the student's."""

    def __init__(self) -> None:
        self.clear(None)

    def clear(self, watch: Watch | None, *, active: bool = True) -> None:
        """Begin anew, beside a watch that sees the turns."""
        self._active, self._watch, self._lost = active and watch is not None, watch, False
        self._helper_calls: list[HelperCall] = []
        self._held: list[Any] = []
        self._given_back: Any = self
        self._state = _State()
        self._options: dict[int, str] = {}  # of optimisers by number, as they were told last
        self._logged = self._hashed = 0
        self._inside = False
        self._idle: set[str] = set()  # exercises that are called for something else

    @property
    def helper_calls(self) -> tuple[HelperCall, ...]:
        """The calls so far; none where too much has happened, or none was turned."""
        return (
            ()
            if self._lost or not any(helper_call.exercise for helper_call in self._helper_calls)
            else tuple(self._helper_calls)
        )

    @property
    def _turns(self) -> int:
        """How many turns have begun by now."""
        return self._watch.ticks if self._watch else 0

    def close(self) -> None:
        """End the log: later calls are no student's own doing."""
        self._active = False

    @contextmanager
    def of(self, given: tuple[Any, ...]) -> Iterator[Callable[[Any], None]]:
        """Stand around the call that is asked for, which is given these."""
        returned: list[Any] = []
        if self._active:
            self._held, self._given_back = [*given], self
            with self._reading():
                self._state = self._now()
        try:
            yield returned.append
        except BaseException:
            if self._active:
                with self._reading():
                    self._stop()
            raise
        if self._active and returned:
            with self._reading():
                untouched = self._is_untouched(self._now())
                number = self._number(returned[0])
                turns = self._turns
                value = describe(returned[0]) if number == -1 else NONE
                every = {id(loop.stepper): loop.stepper for loop in self._watch.loops} if self._watch else {}
                steppers = tuple(map(self._number, every.values()))
                self._keep(HelperCall("", 1, steppers, (value,), (), number, (turns, turns), untouched))

    def calling(self, name: str, call: Callable[[], Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """Make a call of an exercise; what it calls itself is part of it."""
        if not self._active or self._inside or name in self._idle:
            return call()
        opened = self._opened(name, args, kwargs)
        self._inside = True
        try:
            returned = call()
        except BaseException:
            if opened is not None:
                with self._reading():
                    self._break_off(opened)
            raise
        finally:
            self._inside = False
        if opened is not None:
            with self._reading():
                self._end(opened, returned)
        return returned

    def _opened(self, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> _Open | None:
        with self._reading():
            held = len(self._held)
            state = self._now()
            untouched = self._is_untouched(state)
            inputs = [self._input(one) for one in (*args, *kwargs.values())]
            untouched &= not any(isinstance(one, torch.optim.Optimizer) and one.state for one in self._held[held:])
            helper_call = HelperCall(
                name,
                objects=tuple(number for number, _ in inputs),
                inputs=tuple(value for _, value in inputs),
                names=tuple(kwargs),
                turns=(self._turns, 0),
                untouched=untouched,
                draws=(_draws(), ""),
                seed=torch.initial_seed(),
            )
            return _Open(helper_call, state if len(self._held) == held else self._now(), held)
        return None

    def _end(self, opened: _Open, returned: Any) -> None:
        """Keep the call, if it has turned, moved or made anything."""
        turns, now = self._turns, self._now()
        moved = (now.values, now.options) != (opened.state.values, opened.state.options)
        number = self._number(returned)
        made = number == -1 and isinstance(returned, _MADE)
        if made:
            self._held.append(returned)
            number = len(self._held) - 1
            if isinstance(returned, torch.optim.Optimizer):
                self._options[number] = ""  # told by who made it
        if not (made or moved or turns != opened.helper_call.turns[0]):
            del self._held[opened.held :]
            self._idle.add(opened.helper_call.exercise)
            return
        draws = opened.helper_call.draws[0], _draws()
        self._given_back = returned
        self._keep(
            replace(
                opened.helper_call, returned=max(number, -1), turns=(opened.helper_call.turns[0], turns), draws=draws
            )
        )
        self._state = self._now()
        self._options |= {number: _options_of(self._held[number]) for number in self._options}

    def _break_off(self, opened: _Open) -> None:
        """Keep a call that raised, and with it the end of its caller."""
        turns = self._turns
        self._keep(replace(opened.helper_call, turns=(opened.helper_call.turns[0], turns), raised=True))
        self._keep(HelperCall("", inputs=(NONE,), turns=(turns, turns), untouched=True))

    def _stop(self) -> None:
        """Keep the end of a caller that raised after a call."""
        if self._helper_calls and self._helper_calls[-1].exercise:
            turns, untouched = self._turns, self._is_untouched(self._now())
            self._keep(HelperCall("", inputs=(NONE,), turns=(turns, turns), untouched=untouched, raised=True))

    def _keep(self, helper_call: HelperCall) -> None:
        last = self._helper_calls[-1] if self._helper_calls else None
        if last is not None and helper_call.exercise and _goes_on(last, helper_call):
            turns, draws = (last.turns[0], helper_call.turns[1]), (last.draws[0], helper_call.draws[1])
            self._helper_calls[-1] = replace(last, times=last.times + 1, turns=turns, draws=draws)
            return
        self._helper_calls.append(helper_call)
        self._logged += sum(_size(value) for value in helper_call.inputs)
        self._lost |= len(self._helper_calls) > MOST_HELPER_CALLS or self._logged > MOST_LOGGED

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """A student's object may answer with anything, and then nothing is known."""
        try:
            with as_it_is():
                yield
        except Exception:  # noqa: BLE001 - see above
            self._lost, self._active = True, False

    # ------------------------------------------------------------------ what is handed over

    def _number(self, value: Any) -> int:
        if value is None and self._given_back is None:
            return GIVEN_BACK  # of a call that should have given back more
        if isinstance(value, _PLAIN):
            return -1
        known = next((number for number, one in enumerate(self._held) if one is value), -1)
        return GIVEN_BACK if known < 0 and value is self._given_back else known

    def _input(self, value: Any) -> tuple[int, Value]:
        """Its number, and by content what has none; what lasts gets one."""
        number = self._number(value)
        if isinstance(value, torch.optim.Optimizer) and self._options.get(number, "") != (own := _options_of(value)):
            self._options[number if number >= 0 else len(self._held)] = own
            if number >= 0:
                return number, self._optimizer(value)
        if number != -1:
            return number, NONE
        if isinstance(value, torch.optim.Optimizer):
            described = self._optimizer(value)
        elif isinstance(value, torch.utils.data.DataLoader):
            described = described_loader(value)
        elif isinstance(value, torch.nn.Module) or (isinstance(value, torch.Tensor) and value.requires_grad):
            described = describe(value)
        else:
            return -1, describe(value)
        self._held.append(value)
        return len(self._held) - 1, described

    def _optimizer(self, optimizer: torch.optim.Optimizer) -> Value:
        """Its options, and where its parameters are held: object and place."""
        found: dict[int, tuple[int, int]] = {}
        for number, one in enumerate(self._held):
            for place, parameter in enumerate(tensors_in(one)):
                found.setdefault(id(parameter), (number, place))
        whole = describe(optimizer)
        places = [found.get(id(one), (-1, -1)) for group in optimizer.param_groups for one in group["params"]]
        items = (
            describe(places) if name == "params" else item for name, item in zip(whole.names, whole.items, strict=True)
        )
        return replace(whole, items=tuple(items), text=type(optimizer).__module__)

    # ------------------------------------------------------------------ what has changed

    def _is_untouched(self, now: _State) -> bool:
        """True where all is as it was, but for gradients that were cleared."""
        return now.values == self._state.values and now.gradients in {"", self._state.gradients}

    def _now(self) -> _State:
        values, gradients, any_left = blake2b(digest_size=12), blake2b(digest_size=12), False
        options = ""
        for one in (*self._held, self._given_back):
            for tensor in tensors_in(one):
                self._hash(values, tensor)
                left = tensor.grad if tensor.is_leaf else None
                any_left |= left is not None and bool(left.any())
                self._hash(gradients, left)
            if isinstance(one, torch.optim.Optimizer):
                for state in one.state.values():
                    for part in state.values():
                        self._hash(values, part)
                options += _options_of(one)
            if isinstance(one, torch.utils.data.DataLoader) and isinstance(one.generator, torch.Generator):
                self._hash(values, one.generator.get_state())
            if isinstance(one, torch.nn.Module):
                values.update(bytes(net.training for net in one.modules()))
        return _State(values.hexdigest(), gradients.hexdigest() if any_left else "", options)

    def _hash(self, into: Any, part: object) -> None:
        if not isinstance(part, torch.Tensor):
            into.update(repr(part).encode())
            return
        plain = torch.Tensor.detach(part).contiguous().reshape(-1)
        self._hashed += plain.nbytes
        if self._hashed > MOST_HASHED:
            raise MemoryError
        into.update(f"{part.dtype} {tuple(part.shape)}".encode())
        into.update(plain.view(torch.uint8).numpy(force=True).tobytes())


def tensors_in(one: Any, depth: int = 0) -> list[torch.Tensor]:
    """The tensors that an object is or holds, in the order it holds them."""
    if isinstance(one, torch.Tensor):
        return [one]
    if isinstance(one, torch.nn.Module):
        return [*one.parameters(), *one.buffers()]
    if isinstance(one, torch.utils.data.DataLoader):
        return tensors_in(getattr(one.dataset, "tensors", ()), depth + 1)
    if depth < _NESTED and type(one) in {list, tuple, dict}:
        parts = one.values() if type(one) is dict else one
        return [tensor for part in parts for tensor in tensors_in(part, depth + 1)]
    return []


def _goes_on(last: HelperCall, helper_call: HelperCall) -> bool:
    """True for one more call like the last, with nothing done in between."""
    alike = (last.exercise, last.objects, last.names, last.returned, last.inputs) == (
        *(helper_call.exercise, helper_call.objects, helper_call.names, helper_call.returned),
        helper_call.inputs,
    )
    return (
        alike
        and helper_call.untouched
        and helper_call.draws[0] == last.draws[1]
        and helper_call.turns[0] == last.turns[1]
    )


def _options_of(optimizer: torch.optim.Optimizer) -> str:
    return repr([{**group, "params": len(group["params"])} for group in optimizer.param_groups])


def described_loader(loader: torch.utils.data.DataLoader[Any]) -> Value:
    """Tensors and options of a loader like the lecture's; nothing of any other."""
    sampler = type(loader.sampler)
    dataset = loader.dataset
    plain = type(loader) is torch.utils.data.DataLoader and type(dataset) is torch.utils.data.TensorDataset
    plain = plain and type(loader.batch_sampler) is torch.utils.data.BatchSampler
    shuffled = sampler is torch.utils.data.RandomSampler
    own = shuffled and (loader.sampler.replacement or loader.sampler.num_samples != len(dataset))  # type: ignore[attr-defined, arg-type]
    generator = loader.generator
    drawn = getattr(loader.sampler, "generator", None) is (generator if shuffled else None)
    drawn = drawn and (generator is None or _is_fresh(generator))
    collated = loader.collate_fn is torch.utils.data.default_collate
    known = plain and (shuffled or sampler is torch.utils.data.SequentialSampler)
    if not (known and drawn and collated) or own:
        return Value("DataLoader")
    options = {"batch_size": loader.batch_size, "shuffle": shuffled, "drop_last": loader.drop_last}
    options |= {} if generator is None else {"generator": generator.initial_seed()}
    return replace(describe({"tensors": [*dataset.tensors], **options}), type="DataLoader")  # type: ignore[attr-defined]


def _is_fresh(generator: torch.Generator) -> bool:
    """True of one that was seeded, and from which nothing was drawn."""
    return torch.equal(generator.get_state(), torch.Generator().manual_seed(generator.initial_seed()).get_state())


def _draws() -> str:
    return draws_digest(torch.get_rng_state())


def draws_digest(state: torch.Tensor) -> str:
    """A state of torch's random numbers in short."""
    return blake2b(state.numpy().tobytes(), digest_size=12).hexdigest()


def _size(value: Value) -> int:
    return len(value.data) + sum(map(_size, value.items))

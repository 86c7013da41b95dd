"""One recording → everything that the fixtures of the checks are made from.

Bare loops of a notebook are among it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from types import SimpleNamespace

import torch

from autograder.errors import DepartedError, InstructorError
from autograder.judge.as_solved import is_as_solved
from autograder.judge.bare_loops import on_own_data, owners
from autograder.judge.clock import JudgingClock
from autograder.judge.comparison import Comparison
from autograder.judge.endings import ended
from autograder.judge.forked_runs import part_alike
from autograder.judge.inference import InferredQuantities
from autograder.judge.loops import all_asked_for, asked_for, batches, joined, loops_of, moved_in, paired
from autograder.judge.own_helpers.loss import Followed
from autograder.judge.part_losses import with_losses
from autograder.judge.probe_tapes import PATHS_AGREE, ProbeTapes
from autograder.judge.program import Program, data
from autograder.judge.right_path import RightPath, partners, right_paths
from autograder.judge.shared_turns import added, begun_at_once, split
from autograder.judge.unnamed_yhat import UnnamedYhat, unnamed_yhat, with_unnamed_yhat
from autograder.judge.view import LoopSource, StudentWork
from autograder.model import Assignment, Difference, Ending, Kind, Probe, Recording, Tape, Value
from autograder.recorder.describe import tensor
from autograder.recorder.wire import encode

TapePair = tuple[Tape | None, Tape | None]
Follow = Callable[["Case", str, Tape], Followed | None]


@dataclass(slots=True)
class _Known:
    """Results worked out of these tapes already, shared by all checks of a probe."""

    parsed: dict[str, tuple[ProbeTapes, float]] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)
    solved: dict[str, bool] = field(default_factory=dict)
    inferred: dict[str, InferredQuantities] = field(default_factory=dict)
    several: dict[str, tuple[ProbeTapes, ...]] = field(default_factory=dict)
    rights: dict[tuple[str, bool], tuple[RightPath | None, ...]] = field(default_factory=dict)
    followed: dict[tuple[str, str], Followed | None] = field(default_factory=dict)


class Case:
    """One student's tapes by probe, and the solution to hold them against."""

    def __init__(
        self, assignment: Assignment, recording: Recording, solution: Program, *, takes_roundoff: bool = False
    ) -> None:
        self._probes = {probe.id: (probe, probe) for probe in assignment.probes}
        self.solution_program = solution
        self.clock = JudgingClock()
        self.tapes = _pairs(recording.tapes)
        self._takes_roundoff = takes_roundoff
        self.known = _Known()
        self._take_loops()

    def probe(self, name: str, *, shadow: bool) -> Probe:
        """The probe, with a bare loop's own data and start in place of ours."""
        native, widened = self._probes[name]
        return widened if shadow else native

    def is_bare(self, probe: str) -> bool:
        """True where the tape of this probe is a bare loop's."""
        native = self.tapes.get(probe, (None, None))[0]
        return native is not None and native.probe.startswith("loop/")

    def stands_in(self, probe: str) -> bool:
        """True where this probe asks a function for a bare loop's work.

        With another start, rate or length.
        """
        exercise = self._probes[probe][0].exercise
        return not self.is_bare(probe) and any(map(self.is_bare, self.probes_of(exercise)))

    def loops_of(self, exercise: str) -> tuple[str, ...]:
        """The probes of an exercise in which a loop was seen to its end."""
        natives = {name: self.tapes.get(name, (None, None))[0] for name in self.probes_of(exercise)}
        return tuple(n for n, tape in natives.items() if tape and tape.epochs and tape.ending is Ending.FINISHED)

    def is_solved(self, probe: str) -> bool:
        """True where its tapes are the solution's own, to roundoff.

        They earn what these earn.

        Never where distances are measured.
        """
        if not self._takes_roundoff or self.is_bare(probe) or probe not in self._probes:
            return False
        if probe not in self.known.solved:
            self.known.solved[probe] = is_as_solved(self.tapes.get(probe, (None, None)), self._own_tapes(probe))
        return self.known.solved[probe]

    def solved(self, *probes: str) -> Case:
        """This case, had the student handed in the solution's own answer to these probes."""
        return self.with_tapes({probe: self._own_tapes(probe) for probe in probes})

    def _own_tapes(self, probe: str) -> TapePair:
        asked = [self.probe(probe, shadow=shadow) for shadow in (False, True)]
        native = self.solution_program.tape(asked[0], shadow=False)
        return native, self.solution_program.tape(asked[1], shadow=True) if asked[1].shadow else None

    def followed(self, probe: str, piece: str, follow: Follow) -> Followed | None:
        """The solution's call with a piece of the student's own, followed once."""
        if (probe, piece) not in self.known.followed:
            native = self._paired(probe, self.tapes.get(probe, (None, None))[0])
            with self.clock.ending():
                self.known.followed[probe, piece] = follow(self, probe, native) if native else None
        return self.known.followed[probe, piece]

    def with_tapes(self, tapes: dict[str, TapePair]) -> Case:
        """This case, had these probes shown these tapes."""
        other = copy(self)
        other.tapes, other.known = self.tapes | tapes, _Known()
        return other

    def mine(self, probe: str, comparison: Comparison) -> StudentWork:
        """The student's tape of a probe."""
        if probe not in self.known.parsed:
            pair = self._with_yhat(probe, [self._paired(probe, one) for one in self.tapes.get(probe, (None, None))])
            tapes = ProbeTapes(*pair, partial(self._may_part, probe))
            self.known.parsed[probe] = tapes, _floor(self._probes[probe][0])
        tapes, comparison.floor = self.known.parsed[probe]
        if probe not in self.known.inferred:
            self.known.inferred[probe] = InferredQuantities(self, probe)
        every = self._loops(probe)
        turns = [one.native.epochs if one.native else 0 for one in every]
        whole = turns.index(max(turns))
        return self._work(probe, comparison, every, whole, "" if len(every) == 1 else None, whole=tapes)

    def _work(
        self,
        probe: str,
        comparison: Comparison,
        every: tuple[ProbeTapes, ...],
        at: int,
        label: str | None,
        *,
        whole: ProbeTapes | None = None,
    ) -> StudentWork:
        """The student's work as one of its loops shows it."""

        def of(what: str | int) -> StudentWork:
            found = self._asked_for(probe, what, tuple(one.native for one in every if one.native))
            if found is None:
                raise DepartedError(self._no_loop(probe, every, str(what)))
            return self._work(probe, comparison, every, found, what if isinstance(what, str) else None)

        source = LoopSource(
            label=label or "",
            batches=lambda: self._batches(probe, tuple(one.columns.tape for one in every), shadow=False)[at],
            loops=lambda: tuple(self._work(probe, comparison, every, place, None) for place in range(len(every))),
            of=of,
            right=lambda mine: self._right(probe, every, at, shadow=mine.comparison.shadow),
            whole=lambda mine: self._own_tape(probe, shadow=mine.comparison.shadow),
            solution=lambda mine: self._own_loop(probe, every, at, shadow=mine.comparison.shadow),
            moved_elsewhere=lambda mine: self._moved_elsewhere(probe, mine.solution_moves),
            ended=lambda: self._ended(probe, every, at),
        )
        infer = self.known.inferred[probe] if len(every) == 1 else None
        sizes = partial(self.solution_program.size, probe)
        return StudentWork(whole or every[at], comparison, infer, self.clock, sizes=sizes, source=source)

    def _moved_elsewhere(self, probe: str, own: tuple[str, ...]) -> frozenset[str]:
        every = (name for loop in loops_of(self._own_tape(probe, shadow=False)) for name in moved_in(loop))
        return frozenset(every) - {*own}

    def _ended(self, probe: str, every: tuple[ProbeTapes, ...], at: int) -> Difference:
        """How the call ended, in epochs of this loop."""
        native = self.tapes[probe][0]
        assert native is not None  # it is asked how it ended
        found = ended(native, len(loops_of(self._own_tape(probe, shadow=False))))
        an_epoch = self._batches(probe, tuple(one.columns.tape for one in every), shadow=False)[at]
        return found if found.epoch is None else replace(found, epoch=found.epoch // an_epoch)

    def _no_loop(self, probe: str, every: tuple[ProbeTapes, ...], what: str) -> Difference:
        """Why a loop is not there: the code ended before it began, or has none."""
        native = self.tapes.get(probe, (None, None))[0]
        if native is not None and native.ending is not Ending.FINISHED:
            return self._ended(probe, every, 0)
        return Difference(Kind.OTHER, what, note="no_loop", loop=what)

    def _asked_for(self, probe: str, what: str | int, tapes: tuple[Tape, ...]) -> int | None:
        """The place of a loop; of one that moves nothing, the solution's.

        That where there are as many loops as there should be.
        """
        right = loops_of(self._own_tape(probe, shadow=False))
        several = all_asked_for(right, what) if isinstance(what, str) else []
        if len(several) > 1:
            orders = " or ".join(map(str, several))
            raise InstructorError(
                f'of = "{what}" means {len(several)} loops of the solution in {probe}. Ask by order: {orders}.'
            )
        found = asked_for(tapes, what)
        if found is not None:
            return found
        return asked_for(right, what) if len(right) == len(tapes) else None

    def _loops(self, probe: str) -> tuple[ProbeTapes, ...]:
        """The loops of a probe's call, in the order they began."""
        if probe not in self.known.several:
            whole = self.known.parsed[probe][0]
            natives, shadows = (self._several(probe, tape) if tape else () for tape in (whole.native, whole.shadow))
            pairs = zip(natives, shadows if len(shadows) == len(natives) else [None] * len(natives), strict=True)
            may_part = [partial(self._may_part, probe)] if len(natives) == 1 else []
            self.known.several[probe] = tuple(ProbeTapes(*pair, *may_part) for pair in pairs) or (whole,)
        return self.known.several[probe]

    def _several(self, probe: str, tape: Tape) -> tuple[Tape, ...]:
        """The loops of a tape; where one backward served several networks, one for each."""
        parts = split(tape, self._own_tape(probe, shadow=tape.shadow)) if tape.epochs else ()
        if not parts:
            return loops_of(tape)
        with self.clock.not_counted():
            paths = self._followed_paths(probe, parts, shadow=tape.shadow)
            at_once = tuple(begun_at_once(part, tape) for part in parts)
            found, kept = with_losses(parts, paths, lambda: self._followed_paths(probe, at_once, shadow=tape.shadow))
        if not found:
            return loops_of(tape)
        self.known.rights[probe, tape.shadow] = kept
        return found

    def _right(self, probe: str, every: tuple[ProbeTapes, ...], at: int, *, shadow: bool) -> RightPath:
        """Follow the solution's turns from the student's own values, once for all checks."""
        self.clock.check()
        if (probe, shadow) not in self.known.rights:
            with self.clock.not_counted():
                tapes = tuple(one.columns.tape for one in every)
                self.known.rights[probe, shadow] = self._followed_paths(probe, tapes, shadow=shadow)
        path = self.known.rights[probe, shadow][at]
        if path is None:
            raise DepartedError(
                Difference(Kind.EPOCHS, "updates", got=str(every[at].columns.tape.epochs), expected="0")
            )
        return path

    def _followed_paths(self, probe: str, tapes: tuple[Tape, ...], *, shadow: bool) -> tuple[RightPath | None, ...]:
        an_epoch = self._batches(probe, tapes, shadow=shadow)
        return right_paths(
            tapes, self.solution_program, self.probe(probe, shadow=shadow), shadow=shadow, batches=an_epoch
        )

    def _batches(self, probe: str, tapes: tuple[Tape, ...], *, shadow: bool) -> tuple[int, ...]:
        """How many updates an epoch of each loop has, by the solution."""
        owners = self._owners(probe, tapes, shadow=shadow)
        asked = self.probe(probe, shadow=False)
        return tuple(batches(self.solution_program, asked, *owners.get(at, (0, 0))) for at in range(len(tapes)))

    def _owners(self, probe: str, tapes: tuple[Tape, ...], *, shadow: bool) -> dict[int, tuple[int, int]]:
        """For each of these loops the solution's by place, and how many it has."""
        rights = loops_of(self._own_tape(probe, shadow=shadow))
        return {mine: (at, len(rights)) for at, mine in partners(rights, tapes).items()}

    def _own_loop(self, probe: str, every: tuple[ProbeTapes, ...], at: int, *, shadow: bool) -> Tape:
        """The solution's own tape of a loop; of one that it has not, that of its call."""
        tape = self._own_tape(probe, shadow=shadow)
        own = self._owners(probe, tuple(one.columns.tape for one in every), shadow=shadow).get(at)
        return loops_of(tape)[own[0]] if own else tape

    def _own_tape(self, probe: str, *, shadow: bool) -> Tape:
        return self.solution_program.tape(self.probe(probe, shadow=shadow), shadow=shadow)

    def _paired(self, probe: str, tape: Tape | None) -> Tape | None:
        """The tape by the solution's names, in one loop where the solution has one."""
        if tape is None or not tape.epochs:
            return tape
        right = self._own_tape(probe, shadow=tape.shadow)
        return joined(added(paired(tape, right), right), right)

    def _with_yhat(self, probe: str, pair: Sequence[Tape | None]) -> TapePair:
        """The tapes with their yhat, where the code has no name for it."""
        native, shadow = with_unnamed_yhat(pair, [self._unnamed(probe, tape) for tape in pair])
        return native, shadow

    def _unnamed(self, probe: str, tape: Tape | None) -> UnnamedYhat | None:
        if tape is None or not tape.epochs:
            return None
        asked, runner = self.probe(probe, shadow=tape.shadow), self.solution_program.runner(shadow=tape.shadow)
        inputs = [tensor(value) for value in asked.inputs.values() if value.dtype and value.data]
        with self.clock.not_counted():
            return unnamed_yhat(tape, inputs, lambda before: runner.replay(asked, before))

    def _may_part(self, probe: str, native: Tape, shadow: Tape) -> bool:
        """True where the solution's two runs part as these do."""

        def replay(before: dict[str, torch.Tensor], single: bool) -> Tape:  # noqa: FBT001 - one of two runs
            return self.solution_program.runner(shadow=not single).replay(self.probe(probe, shadow=not single), before)

        with self.clock.not_counted():
            return part_alike(native, shadow, PATHS_AGREE, replay)

    def digest(self, probe: str) -> bytes:
        """Digest of the tapes of this probe.

        Everything of a student that a check sees is on them.
        """
        if probe not in self.known.digests:
            tapes = self.tapes.get(probe, (None, None))
            self.known.digests[probe] = sha256(b"".join(encode(tape) for tape in tapes if tape)).digest()
        return self.known.digests[probe]

    def solution(self, *, shadow: bool) -> SimpleNamespace:
        """The solution's functions."""
        return self.solution_program.functions(shadow=shadow)

    def data(self, probe: str, *, shadow: bool) -> SimpleNamespace:
        """The probe's inputs."""
        asked = self.probe(probe, shadow=shadow)
        return data(asked, getattr(self.solution(shadow=shadow), asked.exercise), shadow=shadow)

    def _take_loops(self) -> None:
        """Give every loop of a notebook to the exercise it is most like.

        Only to one with no function of its own.
        """
        loops = [(tape, other) for name, (tape, other) in self.tapes.items() if tape and name.startswith("loop/")]
        if not loops:
            return
        every = [probe for probe, _ in self._probes.values()]
        missing = {probe.id for probe in every if self._is_missing(probe.exercise)}
        found = owners(every, [native for native, _ in loops], self.solution_program) if missing else {}
        for name, place in ((name, place) for name, place in found.items() if name in missing):
            native, shadow = self.tapes[name] = loops[place]
            own = partial(on_own_data, self._probes[name][0], solution=self.solution_program)
            self._probes[name] = own(native), own(shadow or native)

    def probes_of(self, exercise: str) -> tuple[str, ...]:
        """The probes of an exercise."""
        return tuple(name for name, (probe, _) in self._probes.items() if probe.exercise == exercise)

    def _is_missing(self, exercise: str) -> bool:
        own = [self.tapes.get(name, (None, None))[0] for name in self.probes_of(exercise)]
        return bool(own) and all(tape is not None and tape.ending is Ending.MISSING for tape in own)


def _pairs(tapes: Iterable[Tape]) -> dict[str, TapePair]:
    both = tuple(tapes)
    shadow = {tape.probe: tape for tape in both if tape.shadow}
    return {tape.probe: (tape, shadow.get(tape.probe)) for tape in both if not tape.shadow}


def _floor(probe: Probe) -> float:
    """The size of its inputs."""
    sizes = [float(tensor(value).double().abs().max()) for value in probe.inputs.values() if _sized(value)]
    return max((size for size in sizes if size < float("inf")), default=0.0)


def _sized(value: Value) -> bool:
    return value.dtype.startswith(("float", "int")) and bool(value.data)

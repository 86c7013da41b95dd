"""A call with several loops → the tapes of each, and the one a check asks for.

How many updates an epoch has is told here too.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import torch

from autograder.judge.comparison import agree
from autograder.judge.tape_columns import TapeColumns, parted
from autograder.model import Column, Probe, Tape, Value
from autograder.recorder.describe import describe, tensor
from autograder.recorder.naming import Stand, stands

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from autograder.judge.program import Program


MOST_ROUND = 256
"""Turns of a call whose epochs no argument counts, and in which a round is looked for."""


def loops_of(tape: Tape) -> tuple[Tape, ...]:
    """The loops of a call as tapes of their own, in the order they began.

    Of two that turn at once each has its own parameters: what the loss of one reaches of the other's is the other's.
    """
    several = every_loop(tape)
    names = [{*TapeColumns(one).names} for one in several] if len(several) > 1 else []
    for at in range(len(names)):
        taken = (names[k] for k in range(len(names)) if names[k] < names[at] and is_at_once((several[k], several[at])))
        others = set().union(*taken)
        if others:
            own = tuple(one for one in several[at].columns if parted(one.quantity)[1] not in others)
            several = (*several[:at], replace(several[at], columns=own), *several[at + 1 :])
    return several


def is_at_once(several: Sequence[Tape]) -> bool:
    """True where each finds in every turn the parameters that the others find."""
    if len({one.epochs for one in several}) > 1:
        return False
    ticks = zip(*(one.loops[0].ticks for one in several), strict=True)
    if any(max(turn) - min(turn) >= len(several) for turn in ticks):
        return False
    columns = sorted(map(TapeColumns, several), key=lambda one: len(one.names))
    pairs = [[of.values(f"before.{name}") for of in (one, columns[-1])] for one in columns for name in one.names]
    return all(len(mine) == len(theirs) == 1 and torch.equal(mine[0], theirs[0]) for mine, theirs in pairs)


def every_loop(tape: Tape) -> tuple[Tape, ...]:
    """The loops of a call, each with all the parameters that its loss reaches."""
    if not tape.loops:
        return (tape,)
    return tuple(
        replace(
            tape,
            epochs=loop.turns,
            columns=loop.columns or tape.columns,
            seen={**tape.seen, "loop.optimizer": describe(loop.optimizer)},
            loops=(loop,),
        )
        for loop in tape.loops
    )


def joined(tape: Tape, right: Tape) -> Tape:
    """The loops of a call that are one path as one, where the solution has one."""
    several = loops_of(tape)
    if len(several) == 1 or len(loops_of(right)) > 1:
        return tape
    turns = sorted((tick, at, turn) for at, one in enumerate(several) for turn, tick in enumerate(one.loops[0].ticks))
    number = {(at, turn): place for place, (_, at, turn) in enumerate(turns)}
    if len(number) != sum(one.epochs for one in several):
        return tape
    whole = replace(several[0], epochs=len(number), columns=_in_turn(several, number), loops=())
    return whole if _is_one_path(TapeColumns(whole)) else tape


def chosen(tape: Tape, turns: Sequence[int]) -> Tape:
    """The tape with these turns alone, one after another.

    Of one that is named twice the first place is its own.
    """
    if [*turns] == [*range(len(turns))]:
        return tape
    number = {turn: turns.index(turn) for turn in sorted({*turns}) if turn < tape.epochs}
    columns = []
    for column in tape.columns:
        rows = dict(zip(column.epochs, _rows_of(column.value), strict=True))
        kept = [turn for turn in number if turn in rows]
        if kept:
            value = _stacked([rows[turn] for turn in kept])
            columns.append(replace(column, epochs=tuple(number[turn] for turn in kept), value=value))
    return replace(tape, epochs=max(number.values(), default=-1) + 1, columns=tuple(columns))


def _in_turn(several: tuple[Tape, ...], number: Mapping[tuple[int, int], int]) -> tuple[Column, ...]:
    """The columns of several loops, row by row in the order of their turns."""
    rows: dict[str, list[tuple[int, Value]]] = {}
    for at, one in enumerate(several):
        for column in one.columns:
            each = _rows_of(column.value)
            found = [(number[at, turn], value) for turn, value in zip(column.epochs, each, strict=True)]
            rows.setdefault(column.quantity, []).extend(found)
    return tuple(
        Column(quantity, tuple(turn for turn, _ in alike), _stacked([value for _, value in alike]))
        for quantity, found in rows.items()
        for _, group in groupby(sorted(found, key=lambda row: row[0]), key=lambda row: replace(row[1], data=b""))
        for alike in [[*group]]
    )


def _rows_of(value: Value) -> list[Value]:
    size = len(value.data) // value.shape[0]
    return [
        replace(value, shape=value.shape[1:], data=value.data[at * size : (at + 1) * size])
        for at in range(value.shape[0])
    ]


def _stacked(rows: list[Value]) -> Value:
    return replace(rows[0], shape=(len(rows), *rows[0].shape), data=b"".join(row.data for row in rows))


def _is_one_path(columns: TapeColumns) -> bool:
    """True where every parameter begins each turn as the turn before has left it."""
    pairs = [(columns.values(f"before.{name}"), columns.values(f"after.{name}")) for name in columns.names]
    return bool(pairs) and all(
        len(before) == len(after) == 1 and len(before[0]) == len(after[0]) and torch.equal(before[0][1:], after[0][:-1])
        for before, after in pairs
    )


def asked_for(tapes: tuple[Tape, ...], what: str | int) -> int | None:
    """The place of the loop that is meant.

    By order, by its optimiser, or by the parameters that it moves.
    """
    if isinstance(what, int):
        return range(len(tapes))[what] if -len(tapes) <= what < len(tapes) else None
    return next(iter(all_asked_for(tapes, what)), None)


def all_asked_for(tapes: tuple[Tape, ...], what: str) -> list[int]:
    """The places of all loops that a name may mean, by the first of its meanings."""
    by_optimizer = [at for at, tape in enumerate(tapes) if what.lower() in _optimizer(tape).lower().split("+")]
    moved = [moved_in(tape) for tape in tapes]
    own = [at for at, names in enumerate(moved) if names and all(_is_of(name, what) for name in names)]
    some = [at for at, names in enumerate(moved) if any(_is_of(name, what) for name in names)]
    return by_optimizer or own or some


def begun_in(own: Tape, whole: Tape) -> dict[str, torch.Tensor]:
    """The parameters that this loop of the call is the first to see, as it found them."""
    first = own.loops[0].ticks[0] if own.loops and own.loops[0].ticks else 0
    earlier = {
        name
        for one in loops_of(whole)
        if one.loops and one.loops[0].ticks and one.loops[0].ticks[0] < first
        for name in TapeColumns(one).names
    }
    rows = TapeColumns(own).by_parameter("before", 0)
    return {name: row for name, row in rows.items() if name not in earlier}


def moved_in(tape: Tape) -> tuple[str, ...]:
    """The parameters that a loop has moved, by name."""
    columns = TapeColumns(tape)
    return tuple(name for name in columns.names if _moves(columns, name))


def batches(solution: Program, probe: Probe, at: int, several: int) -> int:
    """How many updates an epoch of the loop at this place has, by the solution.

    Whatever its argument is called: of two phases each may have its own. One, where nothing counts epochs.
    """
    own = _turns(solution.tape(probe, shadow=False), at, several)
    tape = solution.one_epoch(probe)
    once = _turns(tape, at, several) if tape else own
    if once < own:
        return 1 if once > 1 and _are_all_alike(solution, probe, at, once) else max(1, once)
    for counter, number in solution.counters(probe).items():
        if own % number == 0 and (found := solution.one_epoch(probe, counter)) is not None:
            turns = _turns(found, at, several)
            if turns * number == own:
                return max(1, turns)
    return max(1, once) if tape else _round(solution, probe, at, own)


def _round(solution: Program, probe: Probe, at: int, count: int) -> int:
    """The number of turns after which the same data come again.

    Where no argument counts epochs they are one; all turns are where nothing comes again.
    """
    if count > MOST_ROUND:
        return 1
    if (probe.id, at) not in solution.rounds:
        found = _from_one_place(solution, probe, at)
        rounds = (each for each in range(1, count + 1) if count % each == 0)
        alike = (
            each for each in rounds if found and all(_same_turn(found, turn, turn % each) for turn in range(count))
        )
        solution.rounds[probe.id, at] = next(alike, 1)
    return solution.rounds[probe.id, at]


def _are_all_alike(solution: Program, probe: Probe, at: int, count: int) -> bool:
    """True where so many turns are one and the same from the same parameters.

    They are epochs then, as many as are asked for and more: batches differ by their data.
    """
    if (probe.id, at) not in solution.alike:
        found = _from_one_place(solution, probe, at)
        solution.alike[probe.id, at] = found is not None and all(_same_turn(found, turn) for turn in range(1, count))
    return solution.alike[probe.id, at]


def _from_one_place(solution: Program, probe: Probe, at: int) -> TapeColumns | None:
    """The solution's turns of this loop, each from its first parameters."""
    own = solution.tape(probe, shadow=False)
    several = loops_of(own)
    columns = [TapeColumns(one) for one in several]
    ticks = [one.loops[0].ticks if one.loops else range(one.epochs) for one in several]
    order = sorted((tick, place, turn) for place, each in enumerate(ticks) for turn, tick in enumerate(each))
    states = [columns[place].by_parameter("before", turn if place != at else 0) for _, place, turn in order]
    gradients = [columns[place].by_parameter("gradient", turn) for _, place, turn in order]
    followed = loops_of(solution.native.follow(probe, states, gradients, parts=parts_of(own)))
    return TapeColumns(followed[at]) if len(followed) == len(several) else None


def parts_of(tape: Tape) -> int:
    """How many backwards a turn has."""
    return int(tensor(tape.seen["loop.parts"])) if "loop.parts" in tape.seen else 1


def _same_turn(columns: TapeColumns, turn: int, other: int = 0) -> bool:
    """True where a turn has the loss and the slopes of another."""
    pairs = [(columns.row("loss", turn), columns.row("loss", other))]
    first, mine = columns.by_parameter("gradient", other), columns.by_parameter("gradient", turn)
    pairs += [(mine.get(name), row) for name, row in first.items()]
    return bool(first) and all(agree(*pair) for pair in pairs)


def _turns(tape: Tape, at: int, several: int) -> int:
    loops = loops_of(tape)
    return (loops[at] if len(loops) == several else tape).epochs


def paired(tape: Tape, right: Tape) -> Tape:
    """The tape with the solution's names for parameters that the code named itself.

    Paired by their numbers and shapes: its own variables, and those of a net that its own class made.
    """
    mine, theirs = _first_rows(tape), _first_rows(right)
    stray = {name: row for name, row in mine.items() if name not in theirs}
    free = {name: row for name, row in theirs.items() if name not in mine}
    if not stray or not free:
        return tape
    found = stands(list(stray.values()), free)
    names = {name: found[id(row)] for name, row in stray.items() if id(row) in found}
    several = (
        replace(
            loop,
            columns=tuple(_renamed(column, names) for column in loop.columns),
            names=tuple(names[name].name if name in names else name for name in loop.names),
        )
        for loop in tape.loops
    )
    return replace(tape, columns=tuple(_renamed(column, names) for column in tape.columns), loops=tuple(several))


def _first_rows(tape: Tape) -> dict[str, torch.Tensor]:
    """The parameters of all loops as they were first seen."""
    found: dict[str, torch.Tensor] = {}
    for one in loops_of(tape):
        columns = TapeColumns(one)
        for name in columns.names:
            rows = columns.values(f"before.{name}")
            if name not in found and rows and len(rows[0]):
                found[name] = rows[0][0]
    return found


def _renamed(column: Column, names: Mapping[str, Stand]) -> Column:
    kind, name = parted(column.quantity)
    stand = names.get(name)
    if stand is None:
        return column
    value = column.value
    if value.dtype and not kind.startswith("sample"):
        rows = tensor(value)
        if rows.shape[1:] != stand.shape:
            laid = rows.transpose(1, 2) if stand.turned else rows.reshape(len(rows), *stand.shape)
            value = replace(describe(laid.contiguous()), graph=value.graph)
    return replace(column, quantity=f"{kind}.{stand.name}", value=value)


def _moves(columns: TapeColumns, name: str) -> bool:
    before, after = columns.values(f"before.{name}"), columns.values(f"after.{name}")
    return any(a.shape != b.shape or not torch.equal(a, b) for a, b in zip(before, after, strict=False))


def _optimizer(tape: Tape) -> str:
    return tape.seen["loop.optimizer"].text if "loop.optimizer" in tape.seen else ""


def _is_of(name: str, what: str) -> bool:
    return name == what or name.startswith(f"{what}.")

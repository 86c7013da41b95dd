"""A wrong value or step, beside the right one → the rule between the two.

100 times as much where there are 100 rows is a sum in place of a mean; minus the step is a step uphill.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.model import LintFinding
from autograder.report.messages.advice import is_broadcast, is_of_many

_GOT = re.compile(r"(?P<what>값|모양) · got:\s*(?P<said>.+)$", re.MULTILINE)
_RIGHT = re.compile(r"(?:값|모양) · right:\s*(?P<said>.+?)(?: \(± [\d.e-]+\))?$", re.MULTILINE)
LONGEST = 4000
"""Characters of a value that are read back."""
NEAR = 2e-3
"""Share by which a factor may be off: the right numbers are told to four digits."""
CURVES = frozenset({"sigmoid_missing", "sigmoid_again", "softmax_again"})
"""Relations that no factor explains as well."""
ABSOLUTE = 2e-4
"""By which a number may be off: the right ones are told to four decimals."""
STEEP = 0.01
"""By how much a sigmoid or a softmax has to be off 0 and 1 to be told from them."""
PLAIN = (2.0, 3.0, 4.0, 0.5, 0.25, 10.0, 0.1, 100.0, 0.01, 1000.0, 0.001)
"""Factors that somebody may have written; another one has no rule."""
FEW = 2
"""So many rows may also be a factor that somebody wrote."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A factor between a value and the right one, and how many rows the data have."""

    factor: float
    rows: frozenset[int]

    @property
    def is_sum(self) -> bool:
        """True for a sum in place of a mean."""
        return any(_is(self.factor, rows) for rows in self.rows)

    @property
    def is_mean(self) -> bool:
        """True for a mean in place of a sum."""
        return any(_is(self.factor * rows, 1) for rows in self.rows)


def in_note(note: str, rows: frozenset[int]) -> Measured | LintFinding | None:
    """The factor that a check's own message shows, or a shape that was broadcast."""
    got, right = _GOT.search(note), _RIGHT.search(note)
    if got is None or right is None:
        return None
    said = got["said"].strip(), right["said"].strip()
    if is_broadcast(*said):
        return LintFinding("broadcast", said[0])
    if got["what"] == "모양" and said[1] == "()":
        return LintFinding("not_reduced" if is_of_many(*said) else "one_kept", said[0])
    values = _value(said[0]), _value(said[1])
    if type(values[0]) is list and values[0] and values[1] is None:
        values = values[0], said[1]  # a text, without its quotes
    return None if None in values or got["what"] == "모양" else _in_values(*values, rows)


def _in_values(got: Any, right: Any, rows: frozenset[int]) -> Measured | LintFinding | None:
    """The rule between two values of a message, each read back."""
    if type(got) is list and got and all(isinstance(one, str) for one in got):
        return _of_texts(got, right)
    mine, asked = _shape(got), _shape(right)
    if mine != asked:
        broadcast = LintFinding("broadcast", str(mine)) if is_broadcast(str(mine), str(asked)) else None
        return LintFinding("not_reduced", str(mine)) if not asked and math.prod(mine) > 1 else broadcast
    numbers = tuple(_numbers(got)), tuple(_numbers(right))
    factor, relation = ratio(*numbers), related(*numbers, mine)
    if factor is None or (relation and relation.kind in CURVES):
        return relation
    found = Measured(factor, rows)
    return found if found.is_sum or found.is_mean or _is(factor, -1) or not _is_one_count(*numbers) else relation


def _of_texts(got: list[str], right: Any) -> LintFinding | None:
    """The right letters in a list, or in another order."""
    if "".join(got) == right:
        return LintFinding("texts_apart")
    return (
        LintFinding("texts_in_another_order")
        if type(right) is list and sorted(got) == sorted(map(str, right))
        else None
    )


def _is_one_count(got: Sequence[float | None], right: Sequence[float | None]) -> bool:
    """True of several whole numbers that are 0 or one other: factors are by chance."""
    whole = all(one is not None and one == round(one) for one in (*got, *right))
    return whole and len(right) > 1 and len({*right} - {0.0}) == 1


def related(
    got: Sequence[float | None], right: Sequence[float | None], shape: tuple[int, ...] = ()
) -> LintFinding | None:
    """The finding of what was done to the right numbers, or left undone."""
    mine, asked = [one for one in got if one is not None], [one for one in right if one is not None]
    if not mine or len(mine) != len(got) or len(asked) != len(right) or not all(map(math.isfinite, (*mine, *asked))):
        return None
    rules = {
        "sigmoid_missing": ([_sigmoid(one) for one in mine], asked),
        "sigmoid_again": (mine, [_sigmoid(one) for one in asked]),
    }
    if all(0 <= one <= 1 for one in (*mine, *asked)) and not {*mine} <= {0.0, 1.0} and len(mine) > 1:
        rules["other_case"] = (mine, [1 - one for one in asked])
    if len(shape) == 2:  # noqa: PLR2004 - rows and columns
        rows = [asked[at : at + shape[1]] for at in range(0, len(asked), shape[1])]
        own = [mine[at : at + shape[1]] for at in range(0, len(mine), shape[1])]
        rules["softmax_again"] = (mine, [one for row in rows for one in _softmax(row)])
        rules["transposed"] = (mine, [one for row in zip(*rows, strict=True) for one in row])
        if _all_near([sum(row) for row in rows], [1.0] * len(rows)) and len(rows) > 1:
            rules["columns_add_up"] = ([sum(row) for row in zip(*own, strict=True)], [1.0] * shape[1])
            rules["all_adds_up"] = ([sum(mine)], [1.0])
    if len(mine) > 1 and len({*mine}) > 1:
        rules["other_order"] = (sorted(mine), sorted(asked))
    kinds = [kind for kind, (one, other) in rules.items() if _all_near(one, other) and _tells(kind, other)]
    return LintFinding(kinds[0]) if kinds else None


def _tells(kind: str, numbers: Sequence[float]) -> bool:
    """False of a curve at its ends alone, where every large number becomes 1."""
    return kind not in CURVES or any(STEEP < one < 1 - STEEP for one in numbers)


def _sigmoid(number: float) -> float:
    return 1 / (1 + math.exp(-max(-700.0, min(700.0, number))))


def _softmax(row: Sequence[float]) -> list[float]:
    shares = [math.exp(max(-700.0, one - max(row))) for one in row]
    return [one / sum(shares) for one in shares]


def _all_near(got: Sequence[float], right: Sequence[float]) -> bool:
    """True of the same numbers, as well as they are told."""
    return len(got) == len(right) and all(abs(one - other) <= ABSOLUTE for one, other in zip(got, right, strict=True))


def told(measured: Sequence[Measured], code: str) -> LintFinding | None:
    """The finding of an exercise whose wrong values have these factors.

    With two rows, twice as much is a sum only where the code has one.
    """
    if not measured:
        return None
    many = any(max(one.rows, default=0) > FEW for one in measured)
    first = measured[0].factor
    if all(one.is_sum for one in measured) and (many or "sum" in code):
        return LintFinding("sum_for_mean", _short(first))
    if all(one.is_mean for one in measured) and many:
        return LintFinding("mean_for_sum", _short(1 / first))
    if not all(_is(one.factor, first) for one in measured):
        return None
    if _is(first, -1):
        return LintFinding("other_sign")
    plain = next((one for one in PLAIN if _is(first, one)), None)
    return None if plain is None else LintFinding("times", _short(plain))


def ratio(got: Sequence[float | None], right: Sequence[float | None]) -> float | None:
    """The one factor between two rows of numbers; None without any, or of 1."""
    pairs = list(zip(got, right, strict=False))
    if len(got) != len(right) or not pairs or any(one is None or not math.isfinite(one) for one in (*got, *right)):
        return None
    mine = [float(one) for one in got if one is not None]
    asked = [float(one) for one in right if one is not None]
    size = max(map(abs, asked))
    top = asked.index(next(one for one in asked if abs(one) == size))
    if not size or not mine[top]:
        return None
    factor = mine[top] / asked[top]
    off = max(abs(one - factor * two) for one, two in zip(mine, asked, strict=True))
    return None if _is(factor, 1) or off > NEAR * size * abs(factor) else factor


def step_told(factor: float, lr: float) -> LintFinding | None:
    """The finding of a step that is so many times the right one."""
    if factor < 0:
        return LintFinding("uphill") if _is(factor, -1) else None
    if lr > 0 and _is(factor * lr, 1):
        return LintFinding("rate_missing", _short(factor))
    plain = next((one for one in PLAIN if _is(factor, one)), None)
    return None if plain is None else LintFinding("step_times", _short(plain))


def _is(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR * abs(other)


def _short(number: float) -> str:
    return f"{number:.4g}"


def _value(said: str) -> Any:
    if len(said) > LONGEST:
        return None
    try:
        return ast.literal_eval(said)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None


def _shape(value: Any) -> tuple[int, ...]:
    return (len(value), *_shape(value[0])) if type(value) in {list, tuple} and value else ()


def _numbers(value: Any) -> Iterator[float | None]:
    if type(value) in {list, tuple}:
        for one in value:
            yield from _numbers(one)
    else:
        yield float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

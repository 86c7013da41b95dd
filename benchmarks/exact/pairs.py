"""Two known mistakes of one exercise, at different steps: pairs drawn at random from all that one program can make."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from autograder.judge.known_mistake import merged
from autograder.model import Assignment, Mistake, Step

STEPS = {Step.YHAT, Step.LOSS, Step.BACKWARD, Step.UPDATE}


@dataclass(frozen=True)
class Pair:
    """Both mistakes, and the overlay that makes them."""

    first: Mistake
    second: Mistake
    source: str

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.first.name} + {self.second.name}"


def pairs(assignment: Assignment, most: int, seed: int = 43052) -> Iterator[Pair]:
    """For every exercise, up to `most` of the pairs that can be made, drawn at random."""
    for exercise in assignment.exercises:
        own = [m for m in assignment.mistakes if m.exercise == exercise.name and m.step in STEPS]
        solution = assignment.sources[exercise.module]
        made = [
            Pair(first, second, source)
            for first, second in combinations(own, 2)
            if first.step is not second.step and (source := merged(solution, first, second)) is not None
        ]
        random.Random(seed).shuffle(made)
        yield from made[:most]

"""Mistakes that one tape shows alike → those that the student's code can be.

Numbers that are drawn without a seed, or a gradient that is empty, come of many mistakes. One that calls `np.random.seed`
or `.detach()` is not told to a student whose code has nothing of the name.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from autograder.model import Mistake, Source, Verdict
from autograder.parsing import parsed


def plausible(
    verdicts: Iterable[Verdict], mistakes: Mapping[str, Mistake], sources: Sequence[Source], solution: Iterable[str]
) -> Iterator[Verdict]:
    """The verdicts without mistakes that speak of what the code has not.

    All of them stay where none would be left.
    """
    known = {name for source in sources for cell in source.cells for name in _called(cell)}
    known |= {name for text in solution for name in _called_by_course(text)}
    for verdict in verdicts:
        named = [name for name in verdict.mistakes if name in mistakes]
        own = tuple(name for name in named if known.issuperset(_called_by_course(mistakes[name].source)))
        yield replace(verdict, mistakes=own) if len(named) > 1 and own else verdict


@cache
def _called_by_course(text: str) -> frozenset[str]:
    """The same of a week's own text: walked once, not once a student."""
    return frozenset(_called(text))


def _called(text: str) -> Iterator[str]:
    """The attributes, keywords and libraries that some code speaks of."""
    tree = parsed(text)
    for node in ast.walk(tree) if tree else ():
        match node:
            case ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.Import(names=names):
                yield from (alias.name for alias in names)

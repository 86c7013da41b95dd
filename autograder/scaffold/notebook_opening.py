"""A notebook's cells → the lines before its exercises: imports, and what is given."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from autograder.assignment.syntax import bound
from autograder.model import WEEK_LIBRARIES
from autograder.parsing import names_of
from autograder.scaffold.calls import Given
from autograder.scaffold.documented import given_whole
from autograder.scaffold.found import FoundExercise
from autograder.scaffold.names import free_names, rebound


@dataclass(frozen=True, slots=True)
class NotebookOpening:
    """The lines before the exercises: imports, and what students are given."""

    imports: tuple[str, ...]
    constants: tuple[str, ...]
    taken: tuple[str, ...]
    sources: tuple[str, ...]
    known: frozenset[str]
    assigned: frozenset[str]

    @classmethod
    def of(cls, found: Mapping[str, FoundExercise], imports: Sequence[str], given: Given) -> NotebookOpening:
        """All that these exercises read."""
        taken = given.defined([one.node for one in found.values()])
        shown = [given.definitions[name] for name in taken]
        constants = given.constants([*(one.node for one in found.values()), *(node for node, _ in shown)])
        made = {name for line in constants for name in _bound_by(line)}
        sources = tuple(given_whole(source) for _, source in shown)
        known = frozenset({*given.names, *dir(builtins), *found, *taken, *made, "__name__"})
        assigned = frozenset(rebound(given.variables))
        return cls(tuple(imports), tuple(constants), tuple(taken), sources, known, assigned)

    @property
    def made(self) -> set[str]:
        """The variables that students are given."""
        return {name for line in self.constants for name in _bound_by(line)}

    def unmade(self, one: FoundExercise) -> list[str]:
        """Variables that an exercise reads and nothing makes; modules are asked for."""
        modules = {
            node.value.id
            for node in ast.walk(one.node)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and _is_module(node.value.id)
        }
        return sorted(free_names(one.node) - self.known - (modules - self.assigned))

    def file(self, definitions: Iterable[str]) -> str:
        """A file of these definitions, with the imports that it uses."""
        parts = [*self.sources, *definitions]
        text = "\n\n\n".join(parts)
        constants = [f"{line}  # given" for line in self.constants]
        head = "\n".join([*used_imports(self.imports, "\n".join([text, *constants])), *constants])
        return "\n\n\n".join([head, *parts]).lstrip() + "\n"


def used_imports(imports: Iterable[str], text: str) -> list[str]:
    """The imports whose names stand in a text."""
    return [line for line in imports if "*" in line or any(re.search(rf"\b{name}\b", text) for name in bound(line))]


def missing_modules(imports: Sequence[str], found: Iterable[FoundExercise], constants: set[str]) -> list[str]:
    """The modules that functions use and no cell imports, each once."""
    nodes = [*found]
    there = (
        constants
        | {name for line in imports for name in bound(line)}
        | {one.node.name for one in nodes}
        | {*dir(builtins)}
    )
    used: dict[str, None] = {}
    for one in nodes:
        own = {each.arg for each in ast.walk(one.node) if isinstance(each, ast.arg)}
        own |= {n.id for n in ast.walk(one.node) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
        own |= {n.asname or n.name.partition(".")[0] for n in ast.walk(one.node) if isinstance(n, ast.alias)}
        attributes = (
            n.value.id for n in ast.walk(one.node) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)
        )
        used |= dict.fromkeys(name for name in attributes if name not in own | there and _is_module(name))
    return [*used]


_SHORT = {"np", "pd", "plt", "nn", "F", "optim", "sns", "tf", "sp", "mpl", "jnp", "tfds", "tnn"}


def _is_module(name: str) -> bool:
    """True of what is a module's name, or is short for one by custom."""
    return name in _SHORT or find_spec(name) is not None


def own_modules(solution: str, module: str) -> Iterator[str]:
    """Name modules that are imported and not installed: files beside the notebook."""
    names = (name for line in solution.split("\n") if line.startswith(("import ", "from ")) for name in _roots(line))
    for name in dict.fromkeys(names):
        if name not in WEEK_LIBRARIES and find_spec(name) is None:
            yield f"{name} is imported and not installed: copy {name}.py into the week, or take what {module}.py uses of it."


def _roots(line: str) -> list[str]:
    node = ast.parse(line).body[0]
    names = (
        [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in getattr(node, "names", [])]
    )
    return [name.partition(".")[0] for name in names if name]


def _bound_by(line: str) -> set[str]:
    """The names that a line of assignments makes."""
    return {name for statement in ast.parse(line).body for name in names_of(statement)}

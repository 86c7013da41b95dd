"""Texts of strangers → programs of a week: an exercise as somebody wrote it who has read the handout and nothing else."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent
from typing import Any

from exact.strangers.frames import FRAMES, GIVEN, Frame

HERE = Path(__file__).parent
HANDOUTS = HERE.parents[2] / "assignments"
HEAD = "import math\nimport numpy as np\nimport pandas as pd\nimport torch\nimport torch.nn.functional as F\nfrom torch import nn\n"
ONE, LONG = 1, 1000
EVERY = 3
"""Of the styles of a long loop every third is tried: each takes seconds."""

SLOW = {"chunks of ten", "chunks, the last one missing", "chunks, an update each", "anomalies detected", "recursion"}
LATE = re.compile(r"\bLATE\b|k % 2|momentum|schedule|decays|betas")


@dataclass(frozen=True)
class Program:
    """One function, in one module, that is right or wrong."""

    week: str
    module: str
    exercise: str
    what: str
    right: bool
    source: str

    @property
    def name(self) -> str:
        """What it is, and of which exercise."""
        return f"{self.exercise}: {self.what}"


def programs(week: str) -> tuple[Program, ...]:
    """All programs of a week, in the order written."""
    return (*_functions(week), *_loops(week))


def _functions(week: str) -> Iterator[Program]:
    bodies = _read(f"{week}.toml") | _read("four_steps.toml")
    bodies["mse"] = {kind: dict(_means(bodies["sse"][kind])) for kind in bodies["sse"]}
    if week != "week04":
        bodies["bce"] = _read("week04.toml")["bce"]
    bodies = _together(
        bodies,
        *(_read(f"{whose}_{week}.toml") for whose in ("second", "third", "fourth", "sixth", "seventh", "eighth")),
    )
    for module, heads in _heads(week).items():
        for exercise, head in heads.items():
            for kind, written in bodies.get(exercise, {}).items():
                for what, body in written.items():
                    yield Program(week, module, exercise, what, kind == "right", _source(head, body))


def _together(*several: Mapping[str, Mapping[str, Mapping[str, str]]]) -> dict[str, dict[str, dict[str, str]]]:
    """Programs by exercise and kind, those of all strangers."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for number, bodies in enumerate(several, 1):
        for name, kinds in bodies.items():
            for kind, written in kinds.items():
                own = found.setdefault(name, {}).setdefault(kind, {})
                own.update({f"{what} ({number})" if what in own else what: body for what, body in written.items()})
    return found


def _means(bodies: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The texts of a sum, made those of a mean where that is one change."""
    for what, body in bodies.items():
        *first, last = body.split("\n")
        if what in {"mean", "times a hundred"}:
            continue
        if what == "half cut" or not last.startswith("return ") or ".item()" in body:
            yield what, body.replace("torch.sum(", "torch.mean(").replace(".sum()", ".mean()")
        elif "reduction=" in last:
            yield what, body.replace("'sum'", "'mean'")
        else:
            yield what, "\n".join([*first, f"return ({last.removeprefix('return ')}) / len(y)"])


def _loops(week: str) -> Iterator[Program]:
    for frame in (one for one in FRAMES if one.week == week):
        for right, file in ((True, "right_loops.toml"), (False, "wrong_loops.toml")):
            for at, (what, body) in enumerate(_styles(frame, file, right=right)):
                if frame.length < LONG or at % EVERY == 0:
                    source = _source(frame.head, _filled(body, frame.slots))
                    if _is_python(source):
                        yield Program(week, frame.module, frame.name, what, right, source)


def _styles(frame: Frame, file: str, *, right: bool) -> Iterator[tuple[str, str]]:
    found = {g: {**v} for g, v in _read(file).items()}
    for group, written in _read(f"second_{file}").items():
        found.setdefault(group, {}).update(
            {f"{what} (2)" if what in found.get(group, {}) else what: body for what, body in written.items()}
        )
    groups = ["styles", frame.model]
    groups.append("hand" if "p.data" in frame.steps[1] else "optim")
    groups += ["rate"] if "lr" in frame.head else []
    groups += ["many"] if frame.length > ONE else []
    for group in groups:
        for what, body in found.get(group, {}).items():
            if frame.note and "NOTE" not in body and what != "nothing trained":
                continue
            if frame.steps is GIVEN and "type(opt)" in body:
                continue  # it is about the optimiser that was given
            if ("lr" not in frame.head and "lr = " in body) or (frame.length > LONG and what in SLOW):
                continue
            if not right and frame.length == ONE and (LATE.search(body) or LATE.search(what) or what in ONLY_IN_LOOPS):
                continue
            if not right and what in SAME_FOR_ADAM and "Adam" in frame.steps[0]:
                continue
            yield what, body


ONLY_IN_LOOPS = {
    "never cleared, late",
    "yhat once before the loop",
    "the average of two gradients",
    "backward every second epoch",
}
SAME_FOR_ADAM = {"by hand without the two", "the last parameter at a tenth", "clipped gradients"}
"""A gradient that is always as many times too large moves Adam no otherwise, and autograd's own was right."""


def _filled(body: str, slots: Mapping[str, str]) -> str:
    """The body with its slots filled; what fills one may name LEAVES."""
    for name in (
        "SETUP",
        "STEP",
        "CLEAR",
        "NOTE",
        "PREDI",
        "PRED",
        "LOSSI",
        "LOSS",
        "NAMED",
        "PURE",
        "LATE",
        "RETURN",
        "LEAVES",
    ):
        body = re.sub(rf"( *)\b{name}\b", lambda found, name=name, body=body: _put(found, slots[name], body), body)
    return body


def _is_python(source: str) -> bool:
    """False where a style's line cannot hold the loop that a frame steps by."""
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _put(found: re.Match[str], text: str, body: str) -> str:
    """One slot's text, every line of it as far in as the slot."""
    begins = found.start() == 0 or body[found.start() - 1] == "\n"
    return found[1] + (text.replace("\n", f"\n{found[1]}") if begins else text)


def _source(head: str, body: str) -> str:
    if not head:
        return f"{HEAD}\n\n{body}\n"
    return f"{HEAD}\n\ndef {head}:\n{indent(body, '    ')}\n"


def _heads(week: str) -> dict[str, dict[str, str]]:
    """By module, the heads of its functions, as the handout has them; none of a class, which is written whole."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((HANDOUTS / week).glob("*.py")):
        own = found[path.stem] = {}
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                own[node.name] = f"{node.name}({ast.unparse(node.args)})"
            elif isinstance(node, ast.ClassDef):
                own[node.name] = ""
    return found


def _read(file: str) -> dict[str, Any]:
    path = HERE / file
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}

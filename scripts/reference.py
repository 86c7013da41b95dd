"""docs/reference.md: every key of a week.toml, and all that a hidden check can ask, from the code itself."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path

from autograder import checks
from autograder.assignment.week import Week
from autograder.judge.plugin import PYTEST_MARKS, CheckPlugin
from autograder.judge.right_path import RightTurn
from autograder.judge.view import StudentWork, Turn
from autograder.model import FeedbackBucket, LatePolicy, Limits

PAGE = Path(__file__).parents[1] / "docs" / "reference.md"
KEYS = {
    "format": "Always 1.",
    "title": "The week's title, in both languages.",
    "rules": "What students may and may not do, in both languages (Markdown). It stands in the handout's README.",
    "steps": "The week's own steps, in order: `encode = {ko = …, en = …}`. Checks and mistakes are about one of them; without, the lecture's yhat, loss, backward, update.",
    "release": "When students may have it, with an offset.",
    "due": "When work is late, with an offset.",
    "zone": "The clock of the course, by its IANA name.",
    "late": "What lateness costs; see below.",
    "limits": "What one call of a student's work may use; see below. Time, memory and tape that are not set follow the solution: an audit measures them.",
    "feedback": "When students read in the portal what hidden checks found: `after_due`, `at_once` or `bucket`.",
    "files": "The solution files in the order students meet them. Default: by alphabet.",
    "bucket": "How often students may look before the deadline, where `feedback` is `bucket`; see below.",
    "bucket.looks": "So many looks at first.",
    "bucket.refill_hours": "Hours until each next look.",
    "expected_before_due": "`true`: feedback before the deadline tells right values too.",
    "packages": "Libraries beside the kit's own that students may import.",
    "pictures": "Which picture stands beside a failed check, by exercise: `curves`, `heat_map`, `confusion`, `samples` or `none`. Without, the values decide.",
    "data": "Files of the course's `data/` that go out with the handout.",
    "late.grace_minutes": "So much lateness costs nothing.",
    "late.per_day": "The share of the points that every day begun costs, 0 to 1.",
    "late.cutoff_days": "After so many days nothing is left.",
    "late.budget_days": "So many days late a student may be in the whole course for free.",
    "limits.wall_seconds": "Seconds; by default ten times what the solution takes, and 10 at least.",
    "limits.memory_mb": "Megabytes of memory; by default twice what the solution takes, and 1024 at least.",
    "limits.tasks": "Processes and threads.",
    "limits.files": "Open files.",
    "limits.disk_mb": "Megabytes it may write to disk.",
    "limits.tape_mb": "Megabytes of what is recorded; by default three times what the solution takes, and 8 at least.",
    "limits.printed_kb": "Kilobytes it may print.",
    "limits.source_kb": "Kilobytes of source.",
}
EXAMPLES = {
    "accuracy": "accuracy(mine.returned, data.y, 0.9)",
    "as_solution": "as_solution(mine)",
    "cleared": "cleared(mine)",
    "count": 'count(mine.seen["state"], 27)',
    "drawn": 'drawn(mine.seen["axes"], data.x, data.y)',
    "epochs": "epochs(mine, data.epochs)",
    "epochs_by_hand": 'epochs_by_hand(mine, data.epochs, lambda at: {"w": slope(at["w"])})',
    "evaluated": 'evaluated(mine.seen["training"])',
    "validated": 'validated(mine, mine.seen["training"], mine.seen["graph"])',
    "forward": 'forward(mine.returned, solution.Net(data.width), mine.seen["state"], data.x)',
    "frame": 'frame(mine.returned, {"x": data.x, "y": data.y})',
    "gradient": 'gradient(mine.of("D"))',
    "labels": "labels(data.y, turn.yhat, data.X @ turn.before['What'])",
    "hold": 'hold(mine.seen["scores"], right)',
    "loss": "loss(mine)",
    "loss_function": "loss_function(mine, lambda yhat: solution.mse(data.y, yhat), data.yhat)",
    "loss_value": "loss_value(mine.returned, solution.mse(data.y, data.yhat))",
    "no_graph": "no_graph(mine.returned)",
    "order": 'order(mine.seen["state"], solution.Net(data.width), 43052)',
    "optimizer": "optimizer(mine, lambda p: torch.optim.Adam(p, lr=data.lr))",
    "same": "same(mine.returned, solution.table(data.x))",
    "plain_answer": 'plain_answer(mine, dtype="int64")',
    "seeded": 'seeded(mine.returned, mine.seen["again"], mine.seen["other"])',
    "shapes": 'shapes(mine.seen["shapes"], solution.CNN(), data.x)',
    "shapes_of": "shapes_of(solution.CNN(), data.x)",
    "slopes": "slopes(solution.Net(8), lambda net: loss(net(data.x), data.y), turn.before)",
    "start": "start(mine.start, solution.Net(8))",
    "unchanged": 'unchanged(mine, "What")',
    "update": 'update(mine.of("adam"))',
}
HEAD = """# Reference

<!-- Written by scripts/reference.py from the code. -->

[Adding a week](adding-a-week.md) says how these are used.

## week.toml

| key | default | is |
|---|---|---|
"""
UNWRITTEN = {"late.zone"}


def page() -> str:
    """The whole page, as it should stand."""
    return (
        HEAD
        + "".join(_keys(Week, ""))
        + "".join(_keys(LatePolicy, "late."))
        + "".join(_keys(Limits, "limits."))
        + "".join(_keys(FeedbackBucket, "bucket."))
        + "\n## Fixtures of a hidden check\n\n| fixture | is |\n|---|---|\n"
        + "".join(_fixtures())
        + "\n## Marks\n\n| mark | means |\n|---|---|\n"
        + "".join(f"| `{mark.partition(':')[0]}` | {_cell(mark.partition(': ')[2])} |\n" for mark in PYTEST_MARKS)
        + "\n## `mine`: what was recorded of the student\n\n| `mine.` | is |\n|---|---|\n"
        + "".join(_members(StudentWork))
        + f"\n## A turn: `for turn in mine`\n\n{inspect.getdoc(Turn)}\n\n| `turn.` | is |\n|---|---|\n"
        + "".join(_members(Turn))
        + f"\n`turn.right`: {inspect.getdoc(RightTurn)}\n"
        + "\n## Ready-made checks: `from autograder import checks`\n\n| check | holds | in a check |\n|---|---|---|\n"
        + "".join(_ready_made())
        + "\n`State` is parameters by name, as a driver hands them over: `dict(net.named_parameters())`.\n"
        + f"\n### `checks.LoopChecks`\n\n{inspect.getdoc(checks.LoopChecks)}\n\n| test | step | needs, on the same probe | says |\n|---|---|---|---|\n"
        + "".join(_marked(checks.LoopChecks))
    )


def _keys(table: type, before: str) -> Iterator[str]:
    for field in fields(table):
        name = f"{before}{field.name}"
        if name in UNWRITTEN:
            continue
        nested = field.default_factory is not MISSING
        default = "" if nested or field.default is MISSING else f"`{_default(field.default)}`"
        yield f"| `{name}` | {'needed' if not nested and field.default is MISSING else default} | {_cell(KEYS[name])} |\n"


def _default(value: object) -> str:
    return "none" if value is None else str(list(value)) if isinstance(value, tuple) else str(value)


def _fixtures() -> Iterator[str]:
    for name in ("mine", "data", "solution", "probe"):
        yield f"| `{name}` | {_cell(inspect.getdoc(getattr(CheckPlugin, name)))} |\n"


def _members(owner: type, prefix: str = "") -> Iterator[str]:
    for name, member in vars(owner).items():
        said = inspect.getdoc(getattr(member, "func", member))
        if not name.startswith("_") and name.startswith(prefix) and said and not isinstance(member, str | tuple):
            yield f"| `{name}{_signature(member)}` | {_cell(said)} |\n"


def _marked(owner: type) -> Iterator[str]:
    """The checks of a class, each with its step and what it waits for."""
    for name, member in vars(owner).items():
        if name.startswith("test_"):
            marks = {mark.name: ", ".join(mark.args) for mark in getattr(member, "pytestmark", ())}
            said = _cell(inspect.getdoc(member))
            yield f"| `{name}{_signature(member)}` | {marks.get('step', '')} | {marks.get('needs', '')} | {said} |\n"


def _ready_made() -> Iterator[str]:
    for name in checks.__all__:
        one = getattr(checks, name)
        if not isinstance(one, type):
            yield f"| `{name}{_signature(one, typed=True)}` | {_cell(inspect.getdoc(one))} | `checks.{EXAMPLES[name]}` |\n"


def _signature(member: object, *, typed: bool = False) -> str:
    if not inspect.isfunction(member):
        return ""
    names = []
    for one in inspect.signature(member).parameters.values():
        if one.name == "self":
            continue
        star = "*" if one.kind is one.VAR_POSITIONAL else ""
        kind = f": {one.annotation}" if typed and one.annotation is not one.empty else ""
        names.append(
            star
            + one.name
            + kind.replace("|", "or").replace(": StudentWork", "")
            + ("=…" if one.default is not one.empty else "")
        )
    return f"({', '.join(names)})"


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text("utf-8") == page() else "docs/reference.md is not fresh: run scripts/reference.py")
    PAGE.write_text(page(), "utf-8")

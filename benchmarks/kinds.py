"""Kinds of exercise → a table: where each is expressed, what is right besides, what is named, what it costs.

    python benchmarks/kinds.py

Of a week's exercise the columns are its audit's: every other right answer earns everything, every known mistake loses its own
step and is named, and no complaint is left. Those of tests/deep are tests of the same two things.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.assignment import read
from autograder.model import Assignment
from autograder.workflows.audit.complaints import read_survivors

COURSE = Path(__file__).parents[1]
KINDS = {
    "a table of shapes": "week04/product_shape",
    "a dtype": "week04/to_float32",
    "broadcasting": "week04/pairwise_difference",
    "a data file": "week04/load_regression",
    "a data frame": "week04/toy_frame",
    "a random draw": "week04/toy_data",
    "a plot": "week04/plot_fit",
    "a value by any formula": "week04/sigmoid",
    "a loss that can be differentiated": "week05/bce",
    "a loss far out": "week05/bce_with_logits",
    "a gradient by hand": "week03/gradient_by_hand",
    "one of the four steps": "week04/update",
    "a loop by hand": "week03/fit",
    "a loop and its history": "week03/fit_with_history",
    "several loops compared": "week03/compare_rates",
    "a layer with its start": "week04/net_with_bias",
    "a net put in order": "week04/drop_bias",
    "an optimiser made": "week05/make_adam",
    "an epoch": "week05/one_epoch_bce",
    "a loop with SGD": "week04/fit_sgd",
    "a loop with Adam": "week05/fit_adam",
    "a loop of variables": "week04/fit_b_w_sgd",
    "thousands of epochs": "week04/fit_logistic_bce",
    "a function of two lines": "week06/step_by_two_lines",
    "class Net": "week06/Net",
    "a Sequential by seed": "week06/make_net",
    "a deep net trained": "week06/fit_deep",
    "evaluation without dropout": "week06/predict",
    "training with dropout": "week06/fit_dropout",
    "overfitting measured": "week06/train_and_test_mse",
    "class Dataset": "week07/Pairs",
    "a DataLoader": "week07/make_loader",
    "an epoch of mini-batches": "week07/one_epoch",
    "mini-batches in order": "week07/fit_batches",
    "mini-batches shuffled": "week07/fit_shuffled",
    "an accuracy": "week07/accuracy",
    "a device": "week07/pick_device",
    "a convolution by hand": "week08/convolve",
    "max pooling by hand": "week08/max_pool",
    "softmax": "week08/softmax",
    "cross-entropy, its gradient too": "week08/cross_entropy",
    "a confusion matrix": "week08/confusion",
    "images from a file": "week08/load_images",
    "class CNN": "week08/CNN",
    "shapes through a net": "week08/shapes_through",
    "a CNN trained": "week08/fit_cnn",
    "labels predicted": "week08/predict",
    "text and numbers": "week10/encode",
    "an embedding looked up": "week10/embed",
    "a recurrent cell by hand": "week10/rnn_cell",
    "a sequence run through by hand": "week10/run_rnn",
    "a layer with given parameters": "week10/torch_rnn",
    "an LSTM's gates by hand": "week10/lstm_cell",
    "class CharLSTM": "week10/CharLSTM",
    "a recurrent net trained": "week10/fit_text",
    "text written by a net": "week10/generate",
    "a net with given values": "week09/make_net",
    "gradients, and nothing else": "week09/first_gradients",
    "Adam, then SGD": "week09/fit_adam_then_sgd",
    "a path of parameters": "week09/path_of",
    "a print": "week09/print_path",
    "a scheduler": "week09/fit_steps",
    "the best state put back": "week09/fit_best",
    "class Discriminator": "week11/Discriminator",
    "a loss that stops at one net": "week11/discriminator_loss",
    "a loss that passes another net": "week11/generator_loss",
    "two networks, two optimisers": "week11/fit_gan",
    "samples of a generator": "week11/generate",
    "names as numbers": "week11/encode",
    "embeddings": "week11/Recommender",
    "embeddings trained": "week11/fit_ratings",
    "a ranking": "week11/recommend",
    "class Linear, forward and backward": "week12/Linear",
    "a layer without parameters": "week12/Relu",
    "a loss with its derivative": "week12/Mse",
    "an autograd.Function": "week12/Sigmoid",
    "class SGD": "week12/SGD",
    "a loop with an optimiser that is given": "week12/fit_with",
    "backward by hand": "week12/gradients",
    "a loop without backward": "week12/fit_by_hand",
}
IN_TESTS = {
    "a convolution": "tests/deep/test_loops.py",
    "a recurrent net": "tests/deep/test_loops.py",
    "class SGD with momentum, of any base": "tests/deep/test_classes.py",
}


@dataclass(frozen=True)
class Row:
    """One kind: the steps its mistakes are named at, and numbers of its exercise."""

    kind: str
    where: str
    checks: int
    steps: tuple[str, ...]
    mistakes: int
    right: int
    mutants: str
    probes: int


def rows() -> list[Row]:
    """A row for each kind that a week of ours asks."""
    weeks = {where.partition("/")[0] for where in KINDS.values()}
    read_weeks = {week: read(COURSE / "solutions" / week) for week in sorted(weeks)}
    return [_row(kind, where, read_weeks[where.partition("/")[0]]) for kind, where in KINDS.items()]


def _row(kind: str, where: str, week: Assignment) -> Row:
    name = where.partition("/")[2]
    mistakes = [one for one in week.mistakes if one.exercise == name]
    score = _scores(week).get(name, {})
    return Row(
        kind,
        where,
        checks=_checks(week, name),
        steps=tuple(dict.fromkeys(str(one.step) for one in mistakes)),
        mistakes=len(mistakes),
        right=sum(one.exercise == name for one in week.variants),
        mutants=f"{score.get('killed', 0)} + {score.get('explained', 0)} of {score.get('mutants', 0)}",
        probes=sum(one.exercise == name for one in week.probes),
    )


def _scores(week: Assignment) -> dict[str, dict[str, int]]:
    path = week.folder / "audit.json"
    return json.loads(path.read_text("utf-8"))["scores"] if path.is_file() else {}


def _checks(week: Assignment, name: str) -> int:
    """How many of its checks the week's tolerances know."""
    path = week.folder / "tolerances.json"
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return sum(
        key.startswith(f"{name}.") for table in (known, *known.values()) if isinstance(table, dict) for key in table
    )


def main() -> None:
    """Print the table."""
    table = Table(
        "kind", "exercise", "checks", "first wrong step", "named", "other right", "killed + explained", "calls"
    )
    for row in rows():
        table.add_row(
            row.kind,
            row.where,
            str(row.checks),
            ", ".join(row.steps),
            str(row.mistakes),
            str(row.right),
            row.mutants,
            str(row.probes),
        )
    for kind, where in IN_TESTS.items():
        table.add_row(kind, where, "", "", "", "", "", "")
    Console(width=150).print(table)
    for week in sorted({row.where.partition("/")[0] for row in rows()}):
        folder = COURSE / "solutions" / week
        audit = folder / "audit.json"
        left = len(json.loads(audit.read_text("utf-8"))["complaints"]) if audit.is_file() else "no audit,"
        Console().print(f"{week}: {left} complaints, {len(read_survivors(folder))} mutants explained by hand")


if __name__ == "__main__":
    main()

"""Ready-made checks: right values pass in every form, and each wrong one is a difference in words."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace

import pandas as pd
import pytest
import torch

from autograder import checks
from autograder.errors import DepartedError
from autograder.judge.comparison import Comparison, seen
from autograder.judge.recorded import ChangedInputs, GraphFlag, RecordedName
from autograder.judge.recorded import recorded as recorded_value
from autograder.model import Kind
from autograder.recorder.describe import describe

torch.manual_seed(0)
X = torch.randn(7, 2).double()
NET = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU(), torch.nn.Linear(3, 1)).double()
STATE = {name: value.detach().clone() for name, value in NET.named_parameters()}
Y = torch.randn(7, 1).double()


def recorded(value, *, graph=True):
    comparison = Comparison()
    flag = GraphFlag.of(graph, comparison, "returned")
    return seen(torch.as_tensor(value), comparison, quantity="returned", form=("Tensor", "float32", flag))


def found(check, *args, **options):
    """The difference that a check finds."""
    with pytest.raises(DepartedError) as caught:
        check(*args, **options)
    return caught.value.difference


def turns(right, *, clip=None, epochs=6):
    """A loop of a student's who uses this optimiser."""
    w = X[:1].clone().requires_grad_()
    stepping, made = right([w]), []
    for epoch in range(epochs):
        stepping.zero_grad()
        ((X @ w.T - Y) ** 2).mean().backward()
        before, gradient = w.detach().clone(), w.grad.clone()
        if clip:
            clip([w])
        stepping.step()
        values = {"before": before, "gradient": gradient, "after": w.detach().clone()}
        made.append(turn(epoch, **{q: {"W": v} for q, v in values.items()}))
    return Loop(made)


def turn(epoch, **values):
    """A turn in which the solution goes where the student went."""
    shown = {q: {name: recorded(v) for name, v in by_name.items()} for q, by_name in values.items()}
    return SimpleNamespace(epoch=epoch, right=SimpleNamespace(after=values["after"]), **shown)


class Loop(list):
    batches = own_batches = 1
    handed_over: dict = {}  # noqa: RUF012 - as none is
    right = SimpleNamespace(has=lambda _: True)


OPTIMIZERS = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.1),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "weight decay": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.1),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.1),
    "RMSprop": lambda p: torch.optim.RMSprop(p, lr=0.1),
}


def test_of_two_nets_the_one_that_the_loop_leaves_has_to_stay():
    """A generator's loss leaves gradients in the discriminator, whose parameters its optimiser does not hold."""
    w, stays = X[:1], Y[:1]
    values = {"before": {"G": w, "D": stays}, "gradient": {"G": w, "D": stays}, "after": {"G": 0.9 * w, "D": stays}}
    mine = Loop([turn(0, **values)])
    checks.optimizer(mine, OPTIMIZERS["SGD"])
    mine[0].after["D"] = recorded(1.1 * stays)
    assert found(checks.optimizer, mine, OPTIMIZERS["SGD"]).kind is Kind.VALUE


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimiser_is_known_by_its_steps_and_told_from_every_other(name):
    mine = turns(OPTIMIZERS[name])
    checks.optimizer(mine, OPTIMIZERS[name])
    for other, make in OPTIMIZERS.items():
        if other != name:
            assert found(checks.optimizer, mine, make).kind is Kind.VALUE


def test_clipping_and_a_schedule_are_part_of_an_update():
    def clip(parameters):
        torch.nn.utils.clip_grad_norm_(parameters, 0.01)

    def schedule(stepping):
        return torch.optim.lr_scheduler.StepLR(stepping, 2, gamma=0.5)

    clipped = turns(OPTIMIZERS["SGD"], clip=clip)
    checks.optimizer(clipped, OPTIMIZERS["SGD"], clip=clip)
    assert found(checks.optimizer, clipped, OPTIMIZERS["SGD"])
    plain = turns(OPTIMIZERS["SGD"])
    assert found(checks.optimizer, plain, OPTIMIZERS["SGD"], schedule=schedule)


RENAMED = {
    "names": {f"own{place}": value for place, value in enumerate(STATE.values())},
    "order": {f"own{place}": value for place, value in enumerate(reversed(STATE.values()))},
    "turned": {name: value.T if value.ndim == 2 else value for name, value in STATE.items()},
    "a bias as a row": {name: value.reshape(1, -1) if value.ndim == 1 else value for name, value in STATE.items()},
}


@pytest.mark.parametrize("form", RENAMED)
def test_a_forward_is_judged_from_the_students_own_parameters_whatever_they_are_called(form):
    right = NET(X).detach()
    checks.forward(recorded(right), NET, RENAMED[form], X)
    assert found(checks.forward, recorded(right + 1e-6), NET, RENAMED[form], X).kind is Kind.VALUE


def test_a_net_of_other_layers_is_told_by_its_shapes():
    assert found(checks.forward, recorded(NET(X)), NET, {"w": STATE["0.weight"]}, X).kind is Kind.SHAPE
    assert found(checks.count, {"w": STATE["0.weight"]}, 13).got == "6"
    checks.count(STATE, 13)


def test_a_start_is_compared_by_shape_and_numbers():
    checks.start({name: recorded(value) for name, value in RENAMED["order"].items()}, NET)
    wrong = {name: recorded(value + 1) for name, value in STATE.items()}
    assert found(checks.start, wrong, NET).kind is Kind.VALUE


LOSSES = {
    "MSE": torch.nn.functional.mse_loss(X, 2 * X),
    "BCE": torch.nn.functional.binary_cross_entropy(torch.sigmoid(X), (X > 0).double()),
    "CE": torch.nn.functional.cross_entropy(X, torch.zeros(7).long()),
    "NLL": torch.nn.functional.nll_loss(torch.log_softmax(X, 1), torch.zeros(7).long()),
    "KL": torch.nn.functional.kl_div(torch.log_softmax(X, 1), torch.softmax(2 * X, 1), reduction="batchmean"),
    "custom": (X - Y).abs().max(),
}


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_is_one_number_with_its_graph(name):
    right = LOSSES[name]
    checks.loss_value(recorded(right), right)
    assert found(checks.loss_value, recorded(2 * right), right).kind is Kind.VALUE
    assert found(checks.loss_value, recorded(torch.stack([right, right])), right).kind is Kind.SHAPE
    with pytest.raises(AssertionError, match="graph"):
        checks.loss_value(recorded(right, graph=False), right)


def test_a_gradient_is_taken_at_the_students_own_parameters():
    doubled = {name: 2 * value for name, value in STATE.items()}
    found = checks.slopes(NET, lambda net: torch.mean((net(X) - Y) ** 2), doubled)
    assert found.keys() == STATE.keys()
    for name, value in NET.named_parameters():
        value.grad = None
        assert torch.equal(value.detach(), STATE[name])


def test_shapes_are_followed_through_a_forward():
    checks.shapes([[7, 3], [7, 1]], NET, X)  # the ReLU was a function
    assert found(checks.shapes, [[7, 4], [7, 1]], NET, X).expected == "(7, 3) → (7, 1)"


def test_modes_graphs_and_seeds_are_said_in_words():
    checks.evaluated([False, False])
    checks.no_graph(recorded(X, graph=False))
    checks.seeded(X, X.clone(), X + 1)
    for check, args, words in (
        (checks.evaluated, [[False, True]], "net.eval"),
        (checks.no_graph, [recorded(X)], "no_grad"),
        (checks.seeded, [X, X + 1, X], "same seed"),
        (checks.seeded, [X, X, X], "Another seed"),
    ):
        with pytest.raises(AssertionError, match=words):
            check(*args)


@pytest.mark.parametrize(
    ("forwards", "words"),
    [
        ("TTe TTe", ""),
        ("TTee TTee", ""),  # by mini-batches
        ("TTe", ""),  # who stopped early
        ("TTe GGe", "net.train"),  # who never goes back to train mode
        ("TTt TTt", "net.eval"),
        ("TTG TTG", "no_grad"),
        ("TT TTe", "every epoch"),
        ("TT TT", "every epoch"),
        ("TTe TT", "every epoch"),
    ],
)
def test_every_epoch_is_validated_in_eval_mode_and_without_a_graph(forwards, words):
    """T, G: with a graph in train and eval mode; t, e: without."""
    shown = forwards.replace(" ", "")
    mine = SimpleNamespace(updates=2 * len(forwards.split()), own_batches=2)
    flags = [one in "Tt" for one in shown], [one in "TG" for one in shown]
    with pytest.raises(AssertionError, match=words) if words else nullcontext():
        checks.validated(mine, *flags)


@pytest.mark.parametrize(
    ("got", "right", "part"),
    [
        (
            {"rows": [(torch.ones(2), torch.tensor(1.0))]},
            {"rows": [(torch.ones(2), torch.tensor(1))]},
            '["rows"][0][1]',
        ),
        (torch.tensor([1]), torch.tensor([1.0]), ""),
        (torch.tensor([1.0]), torch.tensor([1.0]), None),
        (torch.tensor([1.0]).double(), torch.tensor([1.0]), None),  # another dtype is a check's own to ask for
        (3.0, 3, None),  # a number is a number
    ],
)
def test_labels_are_whole_numbers_where_the_solution_has_such(got, right, part):
    shown = describe(got), describe(right)
    mine = SimpleNamespace(solution_seen={"value": right}, forms={"value": shown})
    mine.seen = {"value": recorded_value(shown[0], None, "value", Comparison())}
    if part is None:
        checks.as_solution(mine)
    else:
        left = found(checks.as_solution, mine)
        assert (left.kind, left.quantity, left.part) == (Kind.DTYPE, "value", part)


def test_accuracy_is_reached_by_scores_or_by_probabilities():
    labels = torch.tensor([0, 1, 1, 0])
    scores = torch.eye(2)[labels]
    checks.accuracy(recorded(scores), labels, 1.0)
    checks.accuracy(recorded(labels.double()), labels, 1.0)
    assert found(checks.accuracy, recorded(scores.flip(0)[[0, 0, 1, 1]]), labels, 0.9).expected == "≥ 0.9"


def test_points_are_found_on_the_axes_however_they_were_drawn():
    drawn = torch.stack([X[:, 0], X[:, 1]])
    checks.drawn([("line", recorded(drawn * 2)), ("points", recorded(drawn.flip(1)))], X[:, 0], X[:, 1])
    assert found(checks.drawn, [("line", recorded(drawn * 2))], X[:, 0], X[:, 1]).quantity == "drawn"


def test_the_same_is_asked_of_any_value_by_content():
    checks.same({"x": recorded(X[:, 0])}, pd.DataFrame({"x": X[:, 0].numpy()}))
    checks.same(recorded(X), X.numpy())
    checks.same("ab", "ab")
    assert found(checks.same, "ab", "abc").kind is Kind.VALUE
    assert found(checks.same, {"x": recorded(X[:, 1])}, pd.DataFrame({"x": X[:, 0].numpy()})).kind is Kind.VALUE


def test_a_frame_is_compared_by_columns():
    checks.frame({"x": recorded(X[:, 0])}, {"x": X[:, 0]})
    assert found(checks.frame, {"y": recorded(X[:, 0])}, {"x": X[:, 0]}).quantity == "columns"
    assert found(checks.frame, {"x": recorded(X[:, 1])}, {"x": X[:, 0]}).kind is Kind.VALUE


def test_a_loss_as_a_function_is_held_by_its_value_shape_dtype_derivative_and_by_what_it_leaves():
    """One that is right in the value alone, cut off, flat or double, or that fills a gradient, is another."""

    def mse(yhat):
        return torch.mean((Y - yhat) ** 2)

    yhat = Y + X[:, :1]
    slope = 2 * (yhat - Y) / len(Y)
    whole = {"value": mse(yhat), "slope": slope, "left": None, "stored": "float32", "changed": ()}

    def mine(**odd):
        shown = whole | odd
        comparison = Comparison()
        form = ("Tensor", shown["stored"], GraphFlag.of(kept=True, comparison=comparison, quantity="returned"))
        seen_by_driver = {
            "slope": seen(shown["slope"], comparison, quantity="slope"),
            "left": SimpleNamespace(type="Tensor" if shown["left"] else "NoneType"),
        }
        returned = seen(shown["value"], comparison, quantity="returned", form=form)
        returned.type, returned.stored = (RecordedName.of(name, Kind.TYPE) for name in ("Tensor", shown["stored"]))
        return SimpleNamespace(returned=returned, seen=seen_by_driver, changed=ChangedInputs(shown["changed"]))

    checks.loss_function(mine(), mse, yhat)
    kinds = {
        Kind.VALUE: {"slope": slope * torch.arange(len(Y)).clamp(max=1)[:, None]},
        Kind.SHAPE: {"value": mse(yhat)[None]},
        Kind.TYPE: {"stored": "float64"},
    }
    for kind, odd in kinds.items():
        assert found(checks.loss_function, mine(**odd), mse, yhat).kind is kind
    for odd in ({"left": True}, {"changed": ("yhat",)}):
        assert found(checks.loss_function, mine(**odd), mse, yhat).kind is Kind.CHANGED

"""survivors.toml says why, by name, or is refused."""

from __future__ import annotations

import pytest

from autograder.errors import InstructorError
from autograder.workflows.audit.complaints import read_survivors
from autograder.workflows.audit.printed import _lines_for_survivors
from autograder.workflows.audit.survivors import by_cause, same_programs
from autograder.workflows.audit.trial import ProgramKind, Trial


def test_a_week_without_the_file_explains_nothing(tmp_path):
    assert read_survivors(tmp_path) == {}


def test_reasons_are_read_by_name(tmp_path):
    (tmp_path / "survivors.toml").write_text('format = 1\n[survivors]\n"mse: → x" = "Equal."\n', "utf-8")
    assert read_survivors(tmp_path) == {"mse: → x": "Equal."}


@pytest.mark.parametrize(
    "text",
    [
        "format = 2\n[survivors]\n",
        "[survivors]\n",
        "format = 1\nmse = 1\n",
        "format = 1\n[survivors]\na = ''\n",
        "format =",
    ],
)
def test_what_does_not_say_why_is_refused(tmp_path, text):
    (tmp_path / "survivors.toml").write_text(text, "utf-8")
    with pytest.raises(InstructorError, match=r"survivors\.toml"):
        read_survivors(tmp_path)


def living(*names: str, same: bool = False) -> list[Trial]:
    return [Trial(name, ProgramKind.MUTANT, name.partition(":")[0], (), same=same) for name in names]


@pytest.mark.parametrize(
    "name",
    [
        "fit: doubled loss_fn = torch.nn.MSELoss()",
        "Net: __init__: doubled super().__init__()",
        "fit: doubled net.eval()",
        "Net: __init__: swapped self.a = Linear(1, 2) ⏎ self.b = Linear(2, 1)",
        "fit: swapped optimizr = Adam(net.parameters()) ⏎ net.train()",
        "fit: doubled from turn 27 on: loss = loss_fn(yhat, y)",
    ],
)
def test_a_line_done_twice_or_earlier_is_known_to_be_the_same(name):
    assert [*same_programs(living(name))] == [name]


@pytest.mark.parametrize(
    "name",
    [
        "fit: doubled w = w - lr * w.grad",
        "fit: doubled optimizr.step()",
        "fit: doubled loss.backward()",
        "fit: swapped net.train() ⏎ yhat = net(x)",
        "fit: swapped u = self.hidden(x) ⏎ v = relu(u)",
        "fit: swapped a = 1 ⏎ a = 2",
        "fit: dropped return net",
    ],
)
def test_a_line_that_needs_another_is_not(name):
    assert same_programs(living(name)) == {}


def test_mutants_that_live_for_one_cause_are_one_complaint():
    names = [f"fit: {of} as {cut}" for of in "xy" for cut in ("50 at most", "-50 at least")]
    first, second = by_cause(living(*names, "fit: x as a hundred rows"))
    assert first.startswith("No check of fit fails 4 mutants that cut values off at 50: 'fit: x as 50 at most', ")
    assert second.startswith("No check of fit fails the mutant 'fit: x as a hundred rows'. Give a probe more than")


@pytest.mark.parametrize(
    "name",
    [
        "softmax: e = u.exp().sum(dim=1, keepdim=True) → e = u.exp().sum(dim=(-1), keepdim=True)",
        "pool: return cells.amax(dim=(1, 3)) → return cells.amax(dim=(3, 1))",
        "pool: h, w = x.shape[0], x.shape[1] → h, w = x.shape[0], x.shape[(-1)]",
        "Net: forward: return x[range(len(u))] → return x[range(len(u.detach()))] (2)",
        "fit: for k in range(len(u)): → for k in range(len(u.detach())):",
    ],
)
def test_the_same_axis_or_length_by_another_name_is_known_to_be_the_same_where_every_call_shows_it(name):
    """The text alone says nothing of a value of three axes: its last is not its second."""
    assert [*same_programs(living(name, same=True))] == [name]
    assert same_programs(living(name)) == {}


@pytest.mark.parametrize(
    "name",
    [
        "softmax: return u.sum(dim=1) → return u.sum(dim=0)",
        "swap: return x.permute(dims=(1, 0)) → return x.permute(dims=(0, 1))",
        "loss: return u.mean() → return u.detach().mean()",
        "size: return x.shape[0] → return x.shape[(-1)]",
        "last: return x[1] → return x[(-1)]",
    ],
)
def test_another_axis_length_or_value_is_not(name):
    assert same_programs(living(name, same=True)) == {}


def test_a_line_is_printed_that_wants_but_its_reason(tmp_path):
    survivor = Trial('f: "a" → \\n', ProgramKind.MUTANT, "f", ())
    lines = _lines_for_survivors([survivor])[1:]
    text = "format = 1\n[survivors]\n" + "\n".join(str(line).replace('""', '"Equal."') for line in lines)
    (tmp_path / "survivors.toml").write_text(text, "utf-8")
    assert read_survivors(tmp_path) == {survivor.name: "Equal."}

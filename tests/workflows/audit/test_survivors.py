"""survivors.toml says why, by name, or is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.errors import InstructorError
from autograder.model import Difference, Kind, Outcome, Verdict
from autograder.workflows.audit.complaints import at_once, complaints, read_survivors
from autograder.workflows.audit.printed import _lines_for_survivors
from autograder.workflows.audit.survivors import by_cause, same_programs
from autograder.workflows.audit.trial import ProgramKind, ReturnedForm, Trial
from autograder.workflows.audit.trial_runner import changed_part


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


FLAT, LABELS = ReturnedForm(flat=True, labels=False), ReturnedForm(flat=False, labels=True)


@pytest.mark.parametrize(
    ("name", "forms", "is_same"),
    [
        ("predict: u.argmax(dim=1) returned as flat", [FLAT, FLAT], True),
        ("predict: u.argmax(dim=1) returned as flat", [FLAT, LABELS], False),
        ("predict: u.argmax(dim=1) returned as 50 at most", [LABELS], True),
        ("Net: forward: u.argmax(dim=1) returned as -50 at least", [LABELS], True),
        ("predict: u.argmax(dim=1) returned as -50 at least", [FLAT], False),
        ("predict: u.argmax(dim=1) returned as half", [LABELS], False),
        ("predict: u as 50 at most", [LABELS], False),
        ("predict: u returned as flat", [], False),
    ],
)
def test_a_form_that_what_is_returned_has_anyway_is_no_mistake(name, forms, is_same):
    """Where every call shows it; of what is returned, and not of what is given."""
    (trial,) = living(name, same=True)
    assert bool(same_programs([replace(trial, returned=tuple(forms))])) is is_same
    assert not same_programs([replace(trial, same=False, returned=tuple(forms))])


@pytest.mark.parametrize(
    ("diff", "place"),
    [
        ("-    return X, labels\n+    return X, (labels).reshape(-1)", 1),
        ("-    return X, labels\n+    return labels, X", None),
        ("-    return labels\n+    return (labels).reshape(-1)", None),
        ("-    return f(X,\n+    return g(X,", None),
    ],
)
def test_of_several_parts_the_one_that_a_mutant_returns_otherwise_is_found(diff, place):
    assert changed_part(diff) == place


def test_what_to_give_a_probe_is_said_of_what_is_given_and_of_what_is_returned_apart():
    given, returned = by_cause(living("f: x as 50 at most", "f: x + 1 returned as 50 at most"))
    assert "Give a probe values beyond 50" in given
    assert "Give probes for which more than 50, and less than -50, is returned." in returned


def test_a_line_is_printed_that_wants_but_its_reason(tmp_path):
    survivor = Trial('f: "a" → \\n', ProgramKind.MUTANT, "f", ())
    lines = _lines_for_survivors([survivor])[1:]
    text = "format = 1\n[survivors]\n" + "\n".join(str(line).replace('""', '"Equal."') for line in lines)
    (tmp_path / "survivors.toml").write_text(text, "utf-8")
    assert read_survivors(tmp_path) == {survivor.name: "Equal."}


@pytest.mark.parametrize(
    "name",
    [
        "loss: return -(p * q).sum(1).mean() → return -(p * q).sum((-1)).mean()",
        "fit: first, second = [], [] → second, first = [], []",
        "fit: swapped adam.step() ⏎ losses.append(loss.item())",
        "fit: swapped losses.append(loss.item()) ⏎ sgd.zero_grad()",
        'draw: swapped axes.plot(x, y) ⏎ axes.set_xlabel("x")',
        'draw: doubled axes.set_ylabel("y")',
    ],
)
def test_what_the_probes_show_to_be_the_same_needs_no_line(name):
    assert [*same_programs(living(name, same=True))] == [name]


@pytest.mark.parametrize(
    "name",
    [
        "fit: swapped loss.backward() ⏎ losses.append(loss.item())",
        "fit: swapped adam.step() ⏎ steps.append(What.clone())",
        "fit: first, second = [], [1] → second, first = [], [1]",
        "draw: swapped axes.plot(x, y) ⏎ axes.clear()",
    ],
)
def test_other_lines_in_another_order_are_explained_by_their_author(name):
    assert not same_programs(living(name, same=True))


def test_what_could_not_be_judged_is_told_once_for_all_programs():
    verdicts = tuple(
        Verdict(f"fit.end[{probe}]", Outcome.UNGRADED, Difference(Kind.OTHER, note="KeyError: 'w'")) for probe in "ab"
    )
    trials = [replace(one, verdicts=verdicts) for one in living("fit: x → y", "fit: y → z")]
    told: set[tuple[str, str]] = set()
    first, second = ([*at_once(one, {one.name: "" for one in trials}, told)] for one in trials)
    assert len(first) == 1
    assert not second
    found = [one for one in complaints(trials, (), {}) if "judged" in one]
    assert len(found) == 1
    assert "y and 1 more: fit.end[a] and fit.end[b] could not be judged" in found[0]

"""The recorder sees a loop through backward alone: whatever it is called, however it is written."""

from __future__ import annotations

import pytest
import torch

from autograder.assignment import probe
from autograder.errors import InstructorError
from autograder.model import Ending, Probe, Source
from autograder.recorder import wire
from autograder.recorder.column_writer import ColumnWriter
from autograder.recorder.describe import describe, tensor
from autograder.recorder.load import load
from autograder.recorder.naming import handed
from autograder.recorder.probe_runner import ProbeRunner

X = torch.tensor([[1.0, 0.5], [1.0, -1.0], [1.0, 2.0]])
Y = torch.tensor([[1.0], [2.0], [3.0]])
START = torch.tensor([[-5.0], [10.0]]).requires_grad_()
PROBE = Probe("fit", "it", {"X": describe(X), "y": describe(Y), "What": describe(START), "epochs": describe(5)})
NET = Probe("fit", "it", {"x": describe(X[:, 1:]), "y": describe(Y)})
DRIVER = """
import torch


def fit(work, x, y):
    net = torch.nn.Linear(1, 1)
    net.bias.data, net.weight.data = torch.tensor([-5.0]), torch.tensor([[10.0]])
    return {"returned": work.fit(net, x, y)}
"""
LOOP = """
import torch
def fit(X, y, What, epochs=30):
    for epoc in range(epochs):
        yhat = X @ What
        loss = ((y - yhat) ** 2).mean()
        loss.backward()
        What.data -= 0.1 * What.grad
        What.grad = None
    return What
"""
NET_LOOP = """
import torch
def fit(net, x, y, epochs=5):
    for epoc in range(epochs):
        loss = ((y - net(x)) ** 2).mean()
        loss.backward()
        {update}
    return net
"""


def tape(code: str, probe: Probe = PROBE, *, shadow: bool = False, driver: str = ""):
    work = load((Source("hw.py", (code,)),))
    return ProbeRunner(work, {"hw": driver}, {"fit": "hw"}, shadow=shadow).record(probe)


def path(found, name: str) -> list[list[float]]:
    column = next(c for c in found.columns if c.quantity == f"after.{name}")
    return tensor(column.value).reshape(found.epochs, -1).tolist()


def test_every_quantity_of_every_epoch_is_written_down():
    columns = {c.quantity: c.value.shape for c in tape(LOOP).columns}
    assert columns == {
        "before.What": (5, 2, 1),
        "yhat": (5, 3, 1),
        "candidate.yhat": (4, 3, 1),
        "loss": (5,),
        "slope.What": (4, 2, 1),
        "gradient.What": (5, 2, 1),
        "after.What": (5, 2, 1),
    }


def test_what_a_turn_leaves_the_next_one_finds():
    columns = {c.quantity: tensor(c.value) for c in tape(LOOP).columns}
    assert torch.equal(columns["after.What"][:-1], columns["before.What"][1:])


@pytest.mark.parametrize(
    "update",
    [
        "for p in net.parameters():\n            p.data -= 0.1 * p.grad; p.grad = None",
        "for n in ('weight', 'bias'): setattr(net, n, torch.nn.Parameter(getattr(net, n).data - 0.1 * getattr(net, n).grad))",
    ],
    ids=["in place", "new parameters each epoch"],
)
def test_a_nets_parameters_are_followed_however_they_are_updated(update):
    right = path(tape(LOOP), "What")
    found = tape(NET_LOOP.format(update=update), NET, driver=DRIVER)
    assert found.epochs == 5
    both = [b + w for b, w in zip(path(found, "bias"), path(found, "weight"), strict=True)]
    assert both == [pytest.approx(row, rel=1e-5) for row in right]


@pytest.mark.parametrize(
    "own",
    ["What.detach().T", "What.detach().reshape(-1)", "torch.zeros(1, 2)"],
    ids=["a row", "a vector", "another start"],
)
def test_what_stands_for_a_parameter_in_another_shape_is_written_down_in_its_place(own):
    found = tape(f"""
import torch
def fit(X, y, What, epochs=5):
    w = torch.clone({own}).requires_grad_()
    for epoc in range(epochs):
        ((y - (X * w).sum(1, keepdim=True)) ** 2).mean().backward()
        w.data -= 0.1 * w.grad
        w.grad = None
""")
    assert {c.value.shape for c in found.columns if c.quantity.endswith(".What")} == {(5, 2, 1), (4, 2, 1)}


def test_a_loop_without_backward_is_followed_through_its_epochs():
    by_hand = LOOP.replace("        loss.backward()\n", "        g = 2 / len(y) * X.T @ (yhat - y).data\n").replace(
        "What.grad\n        What.grad = None", "g"
    )
    assert path(tape(by_hand), "What")[-1] == pytest.approx(path(tape(LOOP), "What")[-1], rel=1e-5)


def test_an_answer_that_differs_by_rounding_only_is_no_loop():
    at_once = """
import torch
calls = 0
def fit(X, y, What, lr=0.1, epochs=5):
    global calls
    calls += 1
    What.data = torch.linalg.lstsq(X, y).solution * (1 + calls * 2**-22)
    return What
"""
    assert tape(at_once).epochs == 0


def test_what_was_seen_before_an_exception_is_kept():
    found = tape(
        LOOP.replace(
            "        What.grad = None", "        What.grad = None\n        if epoc == 2: raise ValueError('no')"
        )
    )
    assert (found.ending, found.epochs, found.fault.type, found.fault.line) == (Ending.RAISED, 3, "ValueError", 10)


def test_the_shadow_is_double_and_agrees_with_the_native_run():
    native, shadow = path(tape(LOOP), "What"), path(tape(LOOP, shadow=True), "What")
    assert shadow != native
    assert shadow == [pytest.approx(row, rel=1e-5) for row in native]


def test_a_system_exit_is_the_students_and_ends_nothing_of_ours():
    assert tape("import sys\ndef fit(*a, **k): sys.exit(0)").ending is Ending.RAISED


def test_a_function_that_is_not_there_is_missing():
    assert tape("x = 1").ending is Ending.MISSING


def test_a_value_too_large_to_keep_is_known_by_its_shape():
    wide = LOOP.replace("yhat = X @ What", "yhat = (X @ What).repeat(1, 2_000_000)")
    column = next(c for c in tape(wide).columns if c.quantity == "yhat")
    assert (column.value.dtype, column.value.shape) == ("", (1, 3, 2_000_000))


@pytest.mark.parametrize("shadow", [False, True])
def test_images_of_six_megabytes_are_handed_over_whole_and_a_change_of_one_pixel_is_seen(shadow):
    (asked,) = [probe("fit", "it", images=torch.ones(2000, 28, 28))]
    found = tape("def fit(images):\n    images[-1, -1, -1] = 5\n    return images.sum(0)[-1, -1]", asked, shadow=shadow)
    assert (found.ending, found.changed) == (Ending.FINISHED, ("images",))
    assert float(tensor(found.returned)) == 2004


def test_an_input_of_more_than_ten_thousand_images_is_refused_with_how_large_one_may_be():
    with pytest.raises(InstructorError, match=r"float32 of 8624000 elements; expected .* of up to 32 MB"):
        probe("fit", "it", images=torch.ones(11_000, 28, 28))


def test_a_tape_survives_the_wire():
    found = tape(LOOP)
    assert wire.decode_frame(wire.encode(wire.Frame("fit/it", ended=True, tapes=(found,)))).tapes == (found,)


TWICE = """
def fit(work, X, y, What, epochs):
    for _ in (1, 2):
        work.fit(X, y, What, epochs=1)
    return {"What": What}
"""


def test_a_replayed_epoch_ends_before_the_driver_calls_again():
    """The second call would set the parameters back, and the update would be lost."""
    runner = ProbeRunner(load((Source("hw.py", (LOOP,)),)), {"hw": TWICE}, {"fit": "hw"}, shadow=False)
    column = {c.quantity: tensor(c.value) for c in runner.replay(PROBE, {"What": START.detach()}).columns}
    step = 0.1 * column["gradient.What"]
    assert step.any()
    assert torch.equal(column["after.What"], column["before.What"] - step)


def test_tensors_within_an_input_are_double_in_the_shadow_too():
    probe = Probe("fit", "it", {"pair": describe([X, {"y": Y}])})
    found = tape("def fit(pair): return pair[0][:, 1:] / 3 * pair[1]['y']", probe, shadow=True)
    assert (found.returned.dtype, found.pure) == ("float64", True)


@pytest.mark.parametrize("value", [torch.full((600_000, 1), 0.1), torch.tensor([0.1 + 0.2j])], ids=["large", "complex"])
def test_every_input_is_double_in_the_shadow(value):
    probe = Probe("fit", "it", {"x": describe(value)})
    found = tape("def fit(x): return x.abs().mean()", probe, shadow=True)
    assert (found.ending, found.returned.dtype, found.pure) == (Ending.FINISHED, "float64", True)


BY_FUNC = {
    "func.grad": "g = torch.func.grad(lambda W: ((y - X @ W) ** 2).mean())(What.data)",
    "func.jacrev": "g = torch.func.jacrev(lambda W: ((y - X @ W) ** 2).mean())(What.data)",
    "func.jacfwd": "g = torch.func.jacfwd(lambda W: ((y - X @ W) ** 2).mean())(What.data)",
    "vmap": "g = torch.func.vmap(torch.func.grad(lambda W, x, t: ((t - x @ W) ** 2).sum()), (None, 0, 0))(What.data, X, y).mean(0)",
    "functional_call": (
        "net = torch.nn.Linear(2, 1, bias=False); "
        "g = torch.func.grad(lambda W: ((y - torch.func.functional_call(net, {'weight': W.T}, (X,))) ** 2).mean())(What.data)"
    ),
}


@pytest.mark.filterwarnings("ignore")  # torch uses what it has deprecated itself
@pytest.mark.parametrize("how", BY_FUNC)
@pytest.mark.parametrize("shadow", [False, True])
def test_a_gradient_that_torch_func_finds_is_one_by_hand(how, shadow):
    by_func = LOOP.replace("        loss.backward()\n", f"        {BY_FUNC[how]}\n").replace(
        "What.grad\n        What.grad = None", "g"
    )
    found = tape(by_func, shadow=shadow)
    assert (found.ending, found.epochs) == (Ending.FINISHED, 5)
    assert path(found, "What")[-1] == pytest.approx(path(tape(LOOP, shadow=shadow), "What")[-1], rel=1e-5)


UNREADABLE = {
    "a meta tensor": "torch.ones(2, device='meta')",
    "a stand-in that outlived its transform": "kept(torch.func.grad(lambda w: (keep.append(w), (w ** 2).sum())[1])(What.detach()))",
    "a sparse tensor": "torch.eye(2).to_sparse()",
    "a mapping that will not say": "type('M', (dict,), {'__iter__': None, 'values': None})()",
    "a list that raises": "type('L', (list,), {'__iter__': lambda self: 1 / 0})()",
    "a net that raises": "type('N', (torch.nn.Module,), {'named_parameters': lambda self: 1 / 0})()",
    "an object that equals everything": "type('E', (), {'__eq__': lambda *_: True, '__repr__': lambda _: 1 / 0})()",
    "a list within itself": "nested()",
}
KEPT = "keep = []\ndef kept(_): return keep[0]\ndef nested():\n    a = []\n    a.append(a)\n    return a\n"


@pytest.mark.parametrize("made", UNREADABLE)
@pytest.mark.parametrize("shadow", [False, True])
def test_what_cannot_be_read_is_left_out_and_raises_nothing(made, shadow):
    code = LOOP.replace("    return What", f"    return {UNREADABLE[made]}").replace(
        "        loss.backward()", f"        odd = {UNREADABLE[made]}\n        loss.backward()"
    )
    found = tape(f"{code}\n{KEPT}", shadow=shadow)
    assert (found.ending, found.epochs) == (Ending.FINISHED, 5)
    assert path(found, "What") == [pytest.approx(row, rel=1e-5) for row in path(tape(LOOP), "What")]


IN_PARTS = {
    "chunks": "for k in range(3):\n            ((y[k:k+1] - X[k:k+1] @ What) ** 2).sum().div(len(y)).backward()",
    "chunks with a name": (
        "for k in range(3):\n            yhat = X[k:k+1] @ What\n"
        "            loss = ((y[k:k+1] - yhat) ** 2).sum() / len(y)\n            loss.backward()"
    ),
    "chunks by grad": (
        "g = 0\n        for k in range(3):\n            yhat = X[k:k+1] @ What\n"
        "            g = g + torch.autograd.grad(((y[k:k+1] - yhat) ** 2).sum() / len(y), What)[0]\n        What.grad = g"
    ),
    "two lines": (
        "yhat = X @ What\n        a, b = ((y - yhat)[:1] ** 2).sum() / len(y), ((y - yhat)[1:] ** 2).sum() / len(y)\n"
        "        a.backward(retain_graph=True)\n        b.backward()"
    ),
    "a helper": "for k in range(3): part(y[k:k+1], X[k:k+1], What, len(y))",
}
HELPER = "\ndef part(y, X, What, n):\n    yhat = X @ What\n    (((y - yhat) ** 2).sum() / n).backward()\n"


@pytest.mark.parametrize("how", IN_PARTS)
def test_a_turn_ends_with_the_update_and_its_losses_add_up(how):
    """Seen in parts or at once, it is the same loop."""
    at_once = LOOP[LOOP.index("        yhat") : LOOP.index("        What.data")]
    found = tape(LOOP.replace(at_once, f"        {IN_PARTS[how]}\n") + HELPER)
    mine, right = ({c.quantity: tensor(c.value) for c in one.columns} for one in (found, tape(LOOP)))
    assert found.epochs == 5
    for quantity in ("before.What", "after.What", "gradient.What", "loss", "slope.What"):
        assert torch.allclose(mine[quantity], right[quantity], rtol=1e-5), quantity
    if "yhat" in mine:
        assert torch.allclose(mine["yhat"], right["yhat"], rtol=1e-5)


SAME_LOSS_TWICE = {
    "kept": "loss.backward(retain_graph=True); loss.backward()",
    "made anew": "loss.backward(); yhat = X @ What; loss = ((y - yhat) ** 2).mean(); loss.backward()",
}


@pytest.mark.parametrize("how", SAME_LOSS_TWICE)
def test_the_same_loss_twice_is_no_other_loss(how):
    """The gradient is twice what it should be, and so says the record: of that alone."""
    code = LOOP.replace("loss.backward()", SAME_LOSS_TWICE[how])
    mine, right = ({c.quantity: tensor(c.value) for c in tape(one).columns} for one in (code, LOOP))
    assert mine["loss"][0] == right["loss"][0]
    assert torch.equal(mine["yhat"][0], right["yhat"][0])
    assert torch.equal(mine["gradient.What"][0], 2 * right["gradient.What"][0])


@pytest.mark.parametrize("step", ["What.data = What.data - 0 * What.grad", "What.data -= 0 * What.grad"])
def test_parameters_that_stay_where_they_are_end_their_turns_all_the_same(step):
    assert tape(LOOP.replace("What.data -= 0.1 * What.grad", step)).epochs == 5


ASKING = """
import torch
def fit(work, **inputs):
    out = work.fit(**inputs)
    return {"slope": torch.autograd.grad((2 * out).sum(), [out])[0]}
"""


@pytest.mark.parametrize("shadow", [False, True])
def test_what_a_driver_asks_of_autograd_is_no_turn_of_the_students(shadow):
    runner = ProbeRunner(load((Source("hw.py", (LOOP,)),)), {"hw": ASKING}, {"fit": "hw"}, shadow=shadow)
    found = runner.record(PROBE)
    assert (found.epochs, tensor(found.seen["slope"]).tolist()) == (5, [[2.0], [2.0]])


def test_a_state_that_is_loaded_may_be_the_update_itself():
    by_state = "new = {k: v - 0.1 * dict(net.named_parameters())[k].grad for k, v in net.state_dict().items()}; net.load_state_dict(new); net.zero_grad()"
    found = tape(NET_LOOP.format(update=by_state), NET, driver=DRIVER)
    usual = tape(
        NET_LOOP.format(update="for p in net.parameters():\n            p.data -= 0.1 * p.grad; p.grad = None"),
        NET,
        driver=DRIVER,
    )
    assert path(found, "weight") == [pytest.approx(row, rel=1e-6) for row in path(usual, "weight")]


BEST = "    best = {{n: p.detach().clone() for n, p in net.named_parameters()}}\n    for epoc"
STEPPED = NET_LOOP.replace("    for epoc", f"    optimizr = torch.optim.SGD(net.parameters(), lr=0.1)\n{BEST}").format(
    update="optimizr.step(); optimizr.zero_grad()"
)


@pytest.mark.parametrize(
    "put", ["p.data = best[n]", "p.data[:] = best[n]", "p.data.copy_(best[n])", "p.detach().set_(best[n])"]
)
def test_a_best_state_that_is_put_back_is_no_part_of_the_last_update(put):
    """By whatever means, and after updates by hand where the net was evaluated after each.

    A change of the parameters that is none (clipping) belongs to the update.
    """
    back = f"    for n, p in net.named_parameters():\n        {put}\n    return net"
    assert path(tape(STEPPED.replace("    return net", back), NET, driver=DRIVER), "weight") == path(
        tape(STEPPED, NET, driver=DRIVER), "weight"
    )
    by_hand = NET_LOOP.replace("    for epoc", BEST).format(
        update="for p in net.parameters():\n            p.data -= 0.1 * p.grad; p.grad = None\n        with torch.no_grad(): net(x)"
    )
    assert path(tape(by_hand.replace("    return net", back), NET, driver=DRIVER), "weight") == path(
        tape(by_hand, NET, driver=DRIVER), "weight"
    )
    clipped = STEPPED.replace(
        "    return net", "    for p in net.parameters():\n        p.data.clamp_(-1, 1)\n    return net"
    )
    assert path(tape(clipped, NET, driver=DRIVER), "weight")[-1] == [1.0]


def test_the_last_row_is_read_without_the_others():
    """Two loops that alternate ask for it in every turn: the whole column would be copied each time."""
    writer = ColumnWriter("before.w", torch.ones(2))
    for epoch in range(3):
        writer.add(epoch, torch.full((2,), float(epoch)))
    writer._rows = None
    assert torch.equal(writer.last(), torch.full((2,), 2.0))


TWICE = """
def fit(work, X, y, What, epochs):
    for _ in range(2):
        work.fit(X, y, What, 1)
    return {"returned": What}
"""
PARTS = LOOP.replace(
    "        yhat = X @ What\n        loss = ((y - yhat) ** 2).mean()\n        loss.backward()\n",
    "        for i in range(len(y)):\n            (((y[i] - X[i] @ What) ** 2) / len(y)).backward()\n",
)


@pytest.mark.parametrize("code", [LOOP, PARTS], ids=["a pass of a loop", "a backward a row"])
def test_calls_of_one_turn_each_are_turns_of_one_loop(code):
    """A function of one epoch may be written as a loop, or hold one: called twice it has made two epochs."""
    found = tape(code, driver=TWICE)
    assert (found.epochs, found.loops) == (2, ())


@pytest.mark.parametrize("shadow", [False, True], ids=["natively", "in the shadow"])
def test_what_a_transform_of_torch_asks_autograd_is_no_turn(shadow):
    """`vjp` and `jacobian` call autograd themselves: such a gradient is one by hand."""
    by_hand = LOOP.replace(
        "        loss.backward()\n",
        "        _, back = torch.func.vjp(lambda w: ((y - X @ w) ** 2).mean(), What.detach())\n"
        "        What.grad = back(torch.tensor(1.0))[0]\n",
    )
    assert not any(column.quantity.startswith("gradient.") for column in tape(by_hand, shadow=shadow).columns)
    assert path(tape(by_hand, shadow=shadow), "What")[-1] == pytest.approx(path(tape(LOOP), "What")[-1])


LATE_TWICE = LOOP.replace(
    "        loss.backward()\n",
    "        loss.backward(retain_graph=True)\n        if epoc >= 2:\n            loss.backward()\n",
)


@pytest.mark.parametrize("before", ["", "if epoc < 9: "], ids=["alone", "in another branch"])
def test_a_backward_more_from_a_late_epoch_on_is_part_of_its_turn(before):
    """The epochs before had one each: how many a turn has may grow as long as nothing was updated in between."""
    found = tape(LATE_TWICE.replace("        loss.backward(r", f"        {before}loss.backward(r"))
    assert (found.epochs, found.loops) == (5, ())


def test_a_function_of_one_epoch_that_never_calls_backward_is_followed_call_by_call():
    """Its gradient is by hand: where the parameters stood before and after each call is what it shows."""
    by_hand = """
def fit(X, y, What, epochs):
    What.data -= 0.1 * 2 / len(y) * X.T @ (X @ What - y).detach()
    return What
"""
    driver = TWICE.replace("What, 1)", "What, None)")
    found = tape(by_hand.replace(", epochs)", ", _)"), driver=driver)
    assert found.epochs == 2
    assert path(found, "What")[-1] == pytest.approx(path(tape(LOOP), "What")[1])


SAME_PATHS = {
    "a parameter cut off late": ("yhat = X @ What", "yhat = X @ (What if epoc < 9 else What.detach() + What[0])"),
    "another dtype late": (
        "What.grad = None",
        "What.grad = None\n        if epoc == 9: What.data = What.data.double().float()",
    ),
    "not cleared late": ("What.grad = None", "if epoc < 11: What.grad = None"),
    "another name late": ("What.data -= 0.1 * What.grad", "What.data -= (0.1 if epoc < 8 else 0.05) * What.grad"),
    "twice late": ("loss.backward()", "loss.backward(retain_graph=epoc > 9)\n        if epoc > 9: loss.backward()"),
}


@pytest.mark.parametrize("kind", SAME_PATHS)
def test_turns_that_are_all_alike_are_written_as_the_first_ones_are(kind, monkeypatch):
    """The quick way and the careful one write the same rows, also where a turn stops being like the last."""
    code, probe = LOOP.replace(*SAME_PATHS[kind]), Probe("fit", "it", PROBE.inputs | {"epochs": describe(24)})
    quick = tape(code, probe)
    monkeypatch.setattr("autograder.recorder.steady_turns.SteadyTurns.of", lambda _loop: None)
    assert quick == tape(code, probe)


def test_the_parameters_of_two_nets_are_named_with_the_net_though_their_own_names_differ():
    """A check asks for the loop of one of them by that name."""
    deep, flat = torch.nn.Sequential(torch.nn.Linear(1, 2), torch.nn.Linear(2, 1)), torch.nn.Linear(1, 1)
    alone = handed([("net", deep)], {})
    both = handed([("auto", deep), ("classifier", flat)], {})
    assert [*alone] == ["0.weight", "0.bias", "1.weight", "1.bias"]
    assert [*both] == [*(f"auto.{name}" for name in alone), "classifier.weight", "classifier.bias"]

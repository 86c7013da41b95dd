"""A call that runs several loops: each is held against the solution's own, whatever else the student's code does at once."""

from __future__ import annotations

import pytest

from autograder.model import Exercise, Kind, Outcome, Source, Step
from autograder.student import check, find_handout, read_work
from autograder.student.paths import PATHS
from autograder.student.public_paths import paths_in
from tests.student.handouts import handed_out

FIT = "def {name}(A, B, x, y, lr=0.1, epochs=3):\n    a, b = (torch.optim.Adam(net.parameters(), lr=lr) for net in (A, B))\n    for epoc in range(epochs):\n{body}\n    return A, B\n"
A = ["loss_a = ((y - A(x)) ** 2).mean()", "a.zero_grad()", "loss_a.backward()", "a.step()"]
B = ["loss_b = ((y + B(x)) ** 2).mean()", "b.zero_grad()", "loss_b.backward()", "b.step()"]
BOTH = ["(loss_a + loss_b).backward()"]
RIGHT = {
    "one_after_the_other": A + B,
    "the_second_first": B + A,
    "the_sum_of_both": A[:2] + B[:2] + BOTH + A[3:] + B[3:],
    "both_and_then_both_steps": A[:3] + B[:3] + A[3:] + B[3:],
    "losses_first": A[:1] + B[:1] + A[1:] + B[1:],
}
TWICE = "loss_b = 2 * ((y + B(x)) ** 2).mean()"
WRONG = {
    "b_twice": [*A, TWICE, *B[1:]],
    "b_first_and_twice": [TWICE, *B[1:], *A],
    "b_left_over": [*A, B[0], *B[2:]],
    "a_late": [A[0].replace("((y", "(1 + (epoc > 0)) * ((y"), *A[1:], *B],
}
DRAWN = ["loss_a = ((y - A(x)) ** 2).mean()", *A[1:], "loss_b = ((torch.rand(3, 1) + B(x)) ** 2).mean()", *B[1:]]
ANEW = [
    "for k in ({}):",
    "    W = torch.ones(1, 1, requires_grad=True)",
    "    (k * (y - x @ W) ** 2).mean().backward()",
]
MOVED = "    W.data = W.data - lr * W.grad"
UNSEEDED = {
    "gradients_alone": [ANEW[0].format("2, 1"), *ANEW[1:]],
    "fits_of_one_turn": [ANEW[0].format("2, 1"), *ANEW[1:], MOVED],
    "drawn": DRAWN,
    "drawn_twice": [*A, "torch.rand(3, 1)", *DRAWN[4:]],
}
FIRST = {
    "gradients_alone": [ANEW[0].format("1, 2"), *ANEW[1:]],
    "fits_of_one_turn": [ANEW[0].format("1, 2"), *ANEW[1:], MOVED],
    "drawn": DRAWN,
    "drawn_twice": DRAWN,
}
RAISING = {"no_single_number": ["A(x).backward()"], "the_second_raises": [*A, "B(x).backward()"]}
NAMES = [*RIGHT, *WRONG, *UNSEEDED, *RAISING]
PUBLIC = f"""import pytest
import torch
import loops as work


@pytest.mark.parametrize("name", {NAMES})
def test_fit(name):
    A, B = torch.nn.Linear(1, 1), torch.nn.Linear(1, 1)
    for p in [*A.parameters(), *B.parameters()]:
        p.data = torch.ones_like(p)
    getattr(work, name)(A, B, torch.tensor([[1.0], [2.0], [4.0]]), torch.tensor([[3.0], [1.0], [0.0]]))
    if name != "b_left_over":
        return
    assert torch.allclose(B.bias, torch.tensor(0.7), atol=1e-3), "다릅니다.\\nIt is off."
"""


def programs(bodies):
    lines = {name: "\n".join(f"        {line}" for line in body) for name, body in bodies.items()}
    return "import torch\n\n\n" + "\n\n".join(FIT.format(name=name, body=body) for name, body in lines.items())


@pytest.fixture(scope="module")
def checked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("week98")
    exercises = tuple(Exercise(name, "loops", {"ko": "하나.", "en": "One."}) for name in NAMES)
    solution = programs(dict.fromkeys(NAMES, A + B) | FIRST)
    public = {"test_loops.py": PUBLIC}
    points = dict.fromkeys(NAMES, 1.0)
    handed_out(folder, stubs={"loops": solution}, exercises=exercises, points=points, public=public)
    paths = paths_in(folder, (Source("loops.py", (solution,)),), dict.fromkeys(NAMES, "loops"))
    (folder / PATHS).write_text(paths, encoding="utf-8")
    (folder / "loops.py").write_text(programs(RIGHT | WRONG | UNSEEDED | RAISING), encoding="utf-8")
    found = check(read_work(find_handout(None, folder)))
    return {one.check.partition("[")[2].rstrip("]"): one for one in found.verdicts}


@pytest.mark.slow
@pytest.mark.parametrize("name", RIGHT)
def test_disjoint_nets_may_learn_in_any_order_or_at_once(checked, name):
    assert (checked[name].outcome, checked[name].difference) == (Outcome.PASSED, None)


@pytest.mark.slow
@pytest.mark.parametrize("name", UNSEEDED)
def test_a_loop_of_unseeded_draws_or_of_fits_of_one_turn_is_held_by_nothing(checked, name):
    """Another number of draws, or another order of fits, is no mistake."""
    assert checked[name].outcome is Outcome.PASSED


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "step", "loop", "epoch"),
    [
        ("b_twice", Step.LOSS, "B", 0),
        ("b_first_and_twice", Step.LOSS, "B", 0),
        ("a_late", Step.LOSS, "A", 1),
        ("b_left_over", Step.UPDATE, "B", 1),
    ],
)
def test_the_first_wrong_step_of_each_net_is_told_with_it(checked, name, step, loop, epoch):
    """Adam moves by a loss that is twice as large as by the right one: only its path shows it."""
    found = checked[name].difference
    assert (found.kind, found.loop, found.epoch) == (Kind.VALUE, loop, epoch), step


@pytest.mark.slow
@pytest.mark.parametrize("name", RAISING)
def test_a_backward_that_raises_is_told_as_that(checked, name):
    """No loop of the call has made a turn, or one of two."""
    assert (checked[name].difference.kind, checked[name].difference.got) == (Kind.RAISED, "RuntimeError")

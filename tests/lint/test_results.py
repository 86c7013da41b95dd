"""What becomes of a value is told where it is lost, kept wrongly or drawn too early."""

from __future__ import annotations

import pytest

from autograder.lint.finding import with_findings
from autograder.model import Difference, Kind, Outcome, Source, Verdict


def told(body, kind=Kind.VALUE, given="x, y, n, labels, What, loader, seed", **more):
    code = f"def fit({given}):\n    " + body.replace("\n", "\n    ") + "\n"
    verdict = Verdict("c", Outcome.FAILED, Difference(kind, **more))
    (one,) = with_findings([verdict], {"c": "fit"}, [Source("hw.py", (code,))], {})
    return (one.finding.kind, one.finding.right) if one.finding else None


ALL = "x + y + n + labels + What + loader + seed"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("torch.relu(x)\nreturn " + ALL, ("dropped", "x = torch.relu(x)")),
        ("x.float()\nreturn " + ALL, ("dropped", "x = x.float()")),
        ("torch.relu(x, inplace=True)\nreturn " + ALL, None),
        ("What = What * 1\nWhat.data = What.data - '0.001' * n\nreturn " + ALL, ("text_for_number", "0.001")),
        (
            "loss = 0\nfor i in range(n):\n    loss = y[i] ** 2\nreturn loss + " + ALL,
            ("of_the_last_turn", "loss = loss + y[i] ** 2"),
        ),
        ("loss = 0\nfor i in range(n):\n    loss = loss + y[i] ** 2\nreturn loss + " + ALL, None),
        ("for xm, ym in loader:\n    loss = x - y\nreturn " + ALL, ("never_taken", "")),
        ("for xm, ym in loader:\n    loss = xm - ym\nreturn " + ALL, None),
        (
            "path = []\nfor i in range(n):\n    What.data -= i\n    path.append(What.data)\nreturn path, " + ALL,
            ("kept_not_copied", "What.data.clone()"),
        ),
        (
            "path = []\nfor i in range(n):\n    What.data -= i\n    path.append(What.data.clone())\nreturn path, "
            + ALL,
            None,
        ),
        (
            "for i in range(n):\n    What.step()\n    best = net.state_dict()\nreturn best, " + ALL,
            ("state_not_copied", "copy.deepcopy(net.state_dict())"),
        ),
        (
            "for i in range(n):\n    What.step()\n    best = net.state_dict().copy()\nreturn best, " + ALL,
            ("state_not_copied", "copy.deepcopy(net.state_dict())"),
        ),
        (
            "for i in range(n):\n    What.step()\n    best = copy.deepcopy(net.state_dict())\nreturn best, " + ALL,
            None,
        ),
        ("best = net.state_dict()\nreturn best, " + ALL, None),
        (
            "g = {k: p.grad for k, p in x}\nfor k, p in x:\n    p.grad.zero_()\nreturn g, " + ALL,
            ("gradient_not_copied", "p.grad.clone()"),
        ),
        ("g = {k: p.grad for k, p in x}\nfor k, p in x:\n    p.grad = None\nreturn g, " + ALL, None),
        ("net = torch.nn.Linear(1, 1)\ntorch.manual_seed(seed)\nreturn net, " + ALL, ("after_the_draw", "")),
        ("for epoc in range(n):\n    torch.manual_seed(seed)\nreturn " + ALL, ("seed_each_turn", "")),
        ("torch.manual_seed(seed)\nnet = torch.nn.Linear(1, 1)\nreturn net, " + ALL, None),
        ("return torch.arange(x, y, n), " + ALL, ("third_of_arange", "")),
        ("return x[:, labels], " + ALL, ("columns_of_all", "x[torch.arange(len(labels)), labels]")),
    ],
)
def test_what_becomes_of_a_value_is_told(body, found):
    assert told(body) == found


def test_a_count_for_the_distance_of_arange_is_told_of_an_error_too():
    assert told("return torch.arange(x, y, n)", Kind.RAISED, note="step sign") == ("third_of_arange", "")


def test_a_pair_that_max_gives_is_told():
    found = told("return torch.max(x, dim=1)", Kind.TYPE, given="x", got="list", expected="Tensor")
    assert found == ("two_of_max", "")


@pytest.mark.parametrize(("ending", "kind"), [("return What", "nothing_there"), ("What", "not_returned")])
def test_none_is_no_missing_return_where_something_is_returned(ending, kind):
    """A gradient that never came is None too."""
    assert told(ending, Kind.TYPE, given="What", got="NoneType")[0] == kind


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("What.data.sub(n * What.grad)\nreturn " + ALL, ("underscore_missing", "What.data.sub_(n * What.grad)")),
        ("seen.add(x)\nreturn " + ALL, None),
        ("kept = []\nkept = kept.append(x)\nreturn " + ALL, ("append_given_back", "kept.append(x)")),
        ("kept = []\nkept.append(x)\nreturn kept, " + ALL, None),
        ("for i in range(n):\n    kept = []\n    kept.append(x)\nreturn kept, " + ALL, ("made_anew", "")),
        ("kept = []\nfor i in range(n):\n    kept.append(x)\nreturn kept, " + ALL, None),
        ("for i in range(n):\n    kept = []\n    kept.append(x)\n    y = sum(kept)\nreturn " + ALL, None),
        ("for one in x:\n    h = torch.zeros(3)\n    h = h + one\nreturn h, " + ALL, ("made_anew", "")),
        ("for p in net.parameters():\n    p = p - lr * p.grad\nreturn " + ALL, ("rebound", "p.data")),
        ("for p in net.parameters():\n    p.data = p.data - lr * p.grad\nreturn " + ALL, None),
        ("with no_grad():\n    return x\nnet.train()\nreturn " + ALL, ("return_too_soon", "")),
    ],
)
def test_what_a_turn_keeps_is_told_where_it_is_lost(body, found):
    assert told(body) == found

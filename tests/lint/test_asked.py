"""What the docstring asks for and the code has otherwise is told, and only that."""

from __future__ import annotations

import pytest

from autograder.lint.finding import with_findings
from autograder.model import Difference, Kind, Outcome, Source, Verdict


def told(said, body, kind=Kind.OTHER, given="net, x, y, w0, w1, batch_size", **more):
    code = f'def fit({given}):\n    """{said}"""\n    ' + body.replace("\n", "\n    ") + f"\n    return {given}\n"
    return found(code, "fit", kind, **more)


def found(code, exercise, kind=Kind.OTHER, **more):
    verdict = Verdict("c", Outcome.FAILED, Difference(kind, **more))
    (one,) = with_findings([verdict], {"c": exercise}, [Source("hw.py", (code,))], {})
    return (one.finding.kind, one.finding.right) if one.finding else None


OF_ADAM = "BCE loss, net: `Sequential(Linear(1,1), Sigmoid())`"


@pytest.mark.parametrize(
    ("said", "body", "kind"),
    [
        ("h = tanh(x·Wx + b)", "h = torch.sigmoid(x)", "other_kin"),
        ("input: sigmoid, cell: tanh", "h = torch.tanh(x) * torch.sigmoid(x)", None),
        ("a line, ReLU, a line, a sigmoid", "h = torch.relu(torch.sigmoid(x))", None),
        ("Embedding, LSTM, a line", "h = torch.nn.RNN(2, 3)(x)", "other_kin"),
        ("with MSE and Adam", "loss = torch.nn.BCELoss()(net(x), y)", "other_kin"),
        ("with cross-entropy", "loss = torch.nn.functional.mse_loss(net(x), y)", "other_kin"),
        ("with BCE", "loss = torch.nn.BCEWithLogitsLoss()(net(x), y)", None),
        ("as (mse, bce)", "return ((y - x)**2).mean(), torch.nn.BCEWithLogitsLoss()(x, y)", None),
        ("loss: `BCEWithLogitsLoss`", "loss = torch.nn.BCELoss()(net(x), y)", "other_kin"),
        ("loss: `BCEWithLogitsLoss`", "loss = torch.nn.BCELoss()(torch.sigmoid(net(x)), y)", None),
        (OF_ADAM, "loss = torch.nn.BCEWithLogitsLoss()(net(x), y)", "probabilities_given"),
        (OF_ADAM, "loss = torch.nn.BCELoss()(net(x), y)", None),
        ("yhat: the probabilities of success", "yhat = w0 + w1*x", "probability_missing"),
        ("yhat: the probabilities of success", "yhat = torch.sigmoid(w0 + w1*x)", None),
        ("yhat: the probabilities of success", "yhat = 1/(1 + torch.exp(-(w0 + w1*x)))", None),
        ("yhat: a line", "yhat = w0 + w1*x", None),
        ("noise of the standard normal distribution", "z = torch.rand(x, 1)", "other_kin"),
        ("noise of the standard normal distribution", "z = torch.randn(x, 1)", None),
        ("x, y: (n,1)", "yhat = net(x).reshape(-1)\nloss = torch.mean((y - yhat)**2)", "flat_meets_column"),
        ("x, y: (n,1)", "yhat = net(x).reshape(-1)\ny = y.reshape(-1)\nloss = torch.mean((y - yhat)**2)", None),
        ("x, y: (n,1)", "yhat = net(x)\nloss = torch.mean((y - yhat)**2)", None),
    ],
)
def test_what_is_asked_for_and_stands_otherwise_is_told(said, body, kind):
    one = told(said, body)
    assert (one[0] if one else None) == kind


ROWS = "exp(u), divided by the sum of its row"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("p = x / x.sum(dim=0)", "of_columns"),
        ("p = x / torch.sum(x, 0)", "of_columns"),
        ("p = x / x.sum()", "of_all"),
        ("p = x / x.sum(dim=1, keepdim=True)", None),
        ("p = x / torch.sum(x, -1, keepdim=True)", None),
        ("p = (x.T / x.T.sum(0)).T", None),
    ],
)
def test_a_sum_that_is_not_of_rows_is_told_where_rows_are_asked_for(body, kind):
    one = told(ROWS, body)
    assert (one[0] if one else None) == kind


TWICE = "for e in range(9):\n    a = net(torch.randn(n, 1))\n    {}b = net({})"


@pytest.mark.parametrize(
    ("said", "again", "kind"),
    [
        ("draws torch.randn(n, 1) once", "torch.randn(n, 1)", "drawn_twice"),
        ("torch.randn(n, 1)을 한 번 뽑아", "torch.randn(n, 1)", "drawn_twice"),
        ("draws torch.randn(n, 1) once", "a", None),
        ("draws noise", "torch.randn(n, 1)", None),
    ],
)
def test_noise_that_is_drawn_twice_in_a_turn_is_told_whatever_is_off(said, again, kind):
    one = told(said, TWICE.format("", again), Kind.VALUE, quantity="gradient.w")
    assert (one[0] if one else None) == kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("for i in range(len(x) // batch_size):\n    net(x[i])", "rest_left_out"),
        ("n = [batch_size]*(9 // batch_size)", "rest_left_out"),
        ("n = [batch_size]*(9 // batch_size) + [9 % batch_size]", None),
        ("n = (9 + batch_size - 1) // batch_size", None),
        ("n = 9 // batch_size + 1", None),
    ],
)
def test_batches_that_are_counted_without_the_rest_are_told(code, kind):
    one = told("", code)
    assert (one[0] if one else None) == kind


def test_a_later_step_that_is_off_tells_nothing_of_the_loss():
    one = told("with MSE", "loss = torch.nn.BCELoss()(net(x), y)", Kind.VALUE, quantity="after.w")
    assert one is None


def test_a_class_is_held_against_its_docstring_too():
    code = '{}class Net:\n    """An LSTM."""\n    def __init__(self):\n        self.l = torch.nn.GRU(1, 2)\n'
    assert found(code.format(""), "Net") == ("other_kin", "LSTM")


def test_a_layer_is_told_where_it_is_made():
    code = (
        'class Net:\n    """An LSTM."""\n    def __init__(self):\n        self.rnn = torch.nn.RNN(1, 2)\n'
        "    def forward(self, x):\n        return self.rnn(x)\n"
    )
    verdict = Verdict("c", Outcome.FAILED, Difference(Kind.OTHER))
    (one,) = with_findings([verdict], {"c": "Net"}, [Source("hw.py", (code,))], {})
    assert (one.finding.name, one.finding.line) == ("torch.nn.RNN", 4)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("return c, h", ("returned_in_another_order", "(h, c)")),
        ("return h, c", None),
        ("return h, c, 1", None),
        ("return (h + 1, c)", None),
    ],
)
def test_values_that_come_back_in_another_order_are_told(body, told):
    code = f'def cell(x, h, c):\n    """x → (h, c)."""\n    h, c = x + h, x + c\n    {body}\n'
    assert found(code, "cell", Kind.OTHER) == told


LOOP = """
def fit(net, x, lr=0.1):
    '''Trains a net with dropout, in training mode.'''
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    {above}
    for epoc in range(3):
        {first}
        loss = net(x).sum()
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
        {last}
    return net
"""


@pytest.mark.parametrize(
    ("above", "first", "last", "kind"),
    [
        ("net.train()", "net.eval()", "pass", "learns_in_eval"),
        ("net.train()", "pass", "net.eval()", "learns_in_eval"),
        ("net.train()", "net.train()", "net.eval()", None),
        ("net.eval()", "net.train()", "pass", None),
        ("net.train()", "pass", "pass", None),
    ],
)
def test_a_net_that_learns_in_evaluation_mode_is_told_where_dropout_is_spoken_of(above, first, last, kind):
    code = LOOP.format(above=above, first=first, last=last)
    told = [
        found(text, "fit", Kind.VALUE, quantity="yhat", epoch=1)
        for text in (code, code.replace("dropout", "layers").replace("in training mode", ""))
    ]
    assert [one and one[0] for one in told] == [kind, None]


def test_what_a_docstring_asked_is_known_where_the_student_took_it_out():
    code = "def fit(x):\n    return torch.sigmoid(x)\n"
    verdict = Verdict("c", Outcome.FAILED, Difference(Kind.OTHER))
    sources, exercises = [Source("hw.py", (code,))], {"c": "fit"}
    (bare,) = with_findings([verdict], exercises, sources, {})
    (one,) = with_findings([verdict], exercises, sources, {}, {"fit": "h = tanh(x)"})
    assert (bare.finding, one.finding.kind, one.finding.line) == (None, "other_kin", 2)

"""The loops of the three weeks as frames: what a stranger's loop must name, whatever its style."""

from __future__ import annotations

from dataclasses import dataclass

MSE = ("((y - h) ** 2).mean()", "((y[i] - h) ** 2).sum() / len(y)")
SSE = ("((y - h) ** 2).sum()", "((y[i] - h) ** 2).sum()")
BCE = ("F.binary_cross_entropy(h, y)", "F.binary_cross_entropy(h, y[i], reduction='sum') / len(y)")
HAND = ("", "for p in LEAVES: p.data = p.data - lr * p.grad", "for p in LEAVES: p.grad = None")
SGD = ("opt = torch.optim.SGD(LEAVES, lr=lr)", "opt.step()", "opt.zero_grad()")
ADAM = ("opt = torch.optim.Adam(LEAVES, lr=lr)", "opt.step()", "opt.zero_grad()")
GIVEN = ("opt = optimizr\nepochs = 1", "opt.step()", "opt.zero_grad()")


@dataclass(frozen=True)
class Frame:
    """One loop: its head, what it predicts from, its loss, how it steps and what it hands back."""

    week: str
    module: str
    head: str
    model: str  # of MODELS
    loss: tuple[str, str]  # of all rows, and of some as their share of it
    steps: tuple[str, str, str]  # before the loop, in it, and to clear
    back: str
    late: int = 12  # an epoch well within the loop
    note: str = ""
    length: int = 30

    @property
    def name(self) -> str:
        """The exercise."""
        return self.head.partition("(")[0]

    @property
    def slots(self) -> dict[str, str]:
        """What its templates may name."""
        predict, some, leaves, named, pure = MODELS[self.model]
        setup, step, clear = self.steps
        if self.name == "one_epoch":
            setup = f"{setup}\nepochs = 1"
        if self.note:
            setup = f"{setup}\nlosses, path = [], [What.detach().flatten().clone()]"
        slots = {"SETUP": setup or "pass", "STEP": step, "CLEAR": clear, "PREDI": some, "PRED": predict}
        slots |= {
            "LOSSI": self.loss[1],
            "LOSS": self.loss[0],
            "NOTE": self.note or "pass",
            "NAMED": named,
            "PURE": pure,
        }
        return slots | {"LATE": str(self.late), "RETURN": f"return {self.back}", "LEAVES": leaves}


MODELS = {
    "What": ("X @ What", "X[i] @ What", "[What]", "{'What': What}", "X @ ps['What']"),
    "net": (
        "net(inputs)",
        "net(inputs[i])",
        "list(net.parameters())",
        "dict(net.named_parameters())",
        "torch.func.functional_call(net, ps, (inputs,))",
    ),
    "b, w": ("b + w * x", "b + w * x[i]", "[b, w]", "{'b': b, 'w': w}", "ps['b'] + ps['w'] * x"),
    "logistic": (
        "net(x)",
        "net(x[i])",
        "list(net.parameters())",
        "dict(net.named_parameters())",
        "torch.func.functional_call(net, ps, (x,))",
    ),
}
"""By model: its prediction, that of the rows i, its parameters as a list and by name, and the prediction from such a dict."""

_NOTE = "losses.append(q.item()); path.append(What.detach().flatten().clone())"
_HISTORY = "torch.tensor(losses), torch.stack(path)"
FRAMES = (
    Frame("week03", "four_steps", "one_epoch(X, y, What, lr=1/1000)", "What", SSE, HAND, "What", length=1),
    Frame("week03", "four_steps", "fit(X, y, What, lr=1/1000, epochs=30)", "What", SSE, HAND, "What"),
    Frame(
        "week03",
        "learning_rate",
        "fit_with_history(X, y, What, lr=1/1000, epochs=30)",
        "What",
        SSE,
        HAND,
        _HISTORY,
        note=_NOTE,
    ),
    Frame("week04", "regression_by_hand", "fit_sse(X, y, What, lr=1/1000, epochs=30)", "What", SSE, HAND, "What"),
    Frame("week04", "regression_by_hand", "fit_mse(X, y, What, lr=1/10, epochs=30)", "What", MSE, HAND, "What"),
    Frame("week04", "linear_layer", "one_epoch(net, inputs, y, lr)", "net", MSE, HAND, "net", length=1),
    Frame("week04", "linear_layer", "fit_net(net, inputs, y, lr=0.1, epochs=30)", "net", MSE, HAND, "net"),
    Frame("week04", "optimizer", "one_epoch_sgd(net, optimizr, inputs, y)", "net", MSE, GIVEN, "net", length=1),
    Frame("week04", "optimizer", "fit_sgd(net, inputs, y, lr=0.1, epochs=30)", "net", MSE, SGD, "net"),
    Frame("week04", "optimizer", "fit_what_sgd(X, y, What, lr=0.1, epochs=30)", "What", MSE, SGD, "What"),
    Frame("week04", "optimizer", "fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30)", "b, w", MSE, SGD, "b, w"),
    Frame(
        "week04",
        "logistic",
        "fit_logistic_mse(net, x, y, lr=0.1, epochs=6000)",
        "logistic",
        MSE,
        SGD,
        "net",
        3000,
        length=6000,
    ),
    Frame(
        "week04",
        "logistic",
        "fit_logistic_bce(net, x, y, lr=0.1, epochs=6000)",
        "logistic",
        BCE,
        HAND,
        "net",
        3000,
        length=6000,
    ),
    Frame("week05", "logistic_bce", "one_epoch_bce(net, optimizr, x, y)", "logistic", BCE, GIVEN, "net", length=1),
    Frame(
        "week05", "logistic_bce", "fit_bce(net, x, y, lr=0.05, epochs=100)", "logistic", BCE, SGD, "net", 40, length=100
    ),
    Frame(
        "week05",
        "logistic_bce",
        "fit_adam(net, x, y, lr=0.05, epochs=100)",
        "logistic",
        BCE,
        ADAM,
        "net",
        40,
        length=100,
    ),
    Frame("week06", "deep", "fit_deep(net, x, y, lr=0.05, epochs=40)", "logistic", MSE, ADAM, "net", 20, length=40),
)

"""What beginners hand in for other files and weeks: the wrong code, and the words that lead to its mending."""

from __future__ import annotations

from collections.abc import Iterable

from tests.student.beginners.cases import Beginner

FIT = """
for epoc in range(epochs):
    yhat = X @ What
    loss = torch.sum((y - yhat) ** 2)
    loss.backward()
    What.data = What.data - lr * What.grad
    What.grad = None
return What
"""
SGD = """
optimizr = torch.optim.SGD(net.parameters(), lr=lr)
for epoc in range(epochs):
    yhat = net(inputs)
    loss = torch.mean((y - yhat) ** 2)
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()
return net
"""


LSTM = """
i, f, g, o = (x @ W + h @ U + b).chunk(4)
c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
h = torch.sigmoid(o) * torch.tanh(c)
"""
DROPOUT = """
optimizr = torch.optim.Adam(net.parameters(), lr=lr)
for epoc in range(epochs):
    net.eval()
    yhat = net(x)
    loss = torch.mean((y - yhat) ** 2)
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()
return net
"""
GAN = """
n = len(real)
bce = torch.nn.BCELoss()
optimizr_D = torch.optim.Adam(D.parameters(), lr=lr)
optimizr_G = torch.optim.Adam(G.parameters(), lr=lr)
for epoc in range(epochs):
    fake = G(torch.randn(n, 1))
    loss_G = bce(D(fake), torch.ones(n, 1))
    optimizr_G.zero_grad()
    loss_G.backward()
    optimizr_G.step()
    loss_D = bce(D(real), torch.ones(n, 1)) + bce(D(fake.detach()), torch.zeros(n, 1))
    optimizr_D.zero_grad()
    loss_D.backward()
    optimizr_D.step()
return G, D
"""


def sequential(first: str, last: str) -> str:
    """A net of two layers of these sizes."""
    layers = f"torch.nn.Linear({first}), torch.nn.ReLU(), torch.nn.Linear({last})"
    return f"torch.manual_seed(seed)\nreturn torch.nn.Sequential({layers})"


def fit(old: str, new: str) -> str:
    """The right loop of week03 with one thing in it that is not."""
    assert old in FIT
    return FIT.replace(old, new)


def sgd(old: str, new: str) -> str:
    """The right loop with an optimiser, with one thing in it that is not."""
    assert old in SGD
    return SGD.replace(old, new)


def whole(given: str, body: str) -> str:
    """The right loop below another first line."""
    return f"def fit_sgd({given}):" + body.rstrip().replace("\n", "\n    ")


def of(week: str, module: str, *cases: tuple[str, ...]) -> Iterable[Beginner]:
    """Cases of one file."""
    for name, function, code, words, *page in cases:
        yield Beginner(name, function, code, words, "".join(page), week, module)


OTHERS = (
    *of(
        "week06",
        "deep",
        ("weights_turned", "make_net", sequential("width, 1", "1, width"), r"Linear\(1,2\), ReLU", r"shape|Linear"),
        ("no_graphics_card", "fit_deep", "net = net.to(torch.zeros(1, device='cuda').device)\nreturn net", "GPU"),
    ),
    *of(
        "week10",
        "recurrent",
        ("states_in_another_order", "lstm_cell", f"{LSTM}return c, h", r"gives back \(c, h\)"),
    ),
    *of("week06", "overfitting", ("learns_in_eval", "fit_dropout", DROPOUT, "dropout is off while the net learns")),
    *of(
        "week11", "gan", ("generator_first", "fit_gan", GAN, "loss of G is differentiated before D", "generator|생성자")
    ),
    *of(
        "week04",
        "optimizer",
        ("default_changed", "fit_sgd", whole("net, inputs, y, lr=0.01, epochs=30", SGD), "says lr=0.01, .* has lr=0.1"),
        ("default_removed", "fit_sgd", whole("net, inputs, y, lr, epochs=30", SGD), "says lr, .* has lr=0.1"),
    ),
    *of(
        "week03",
        "four_steps",
        ("no_transpose", "gradient_by_hand", "return -2 * X @ (y - X @ What)", "shapes do not fit"),
        ("star_after_transpose", "gradient_by_hand", "return -2 * X.T * (y - X @ What)", "shapes do not fit"),
        ("wrong_sign", "gradient_by_hand", "return 2 * X.T @ (y - X @ What)", "wrong sign", "other sign"),
        ("python_sum", "sse", "return sum((y - yhat) ** 2)", "shape", "single number"),
        ("square_of_the_sum", "sse", "return torch.sum(y - yhat) ** 2", r"torch\.sum\(\(y - yhat\) \*\* 2\)"),
        ("square_of_one_alone", "sse", "return torch.sum(y - yhat ** 2)", r"\(y - yhat\) \*\* 2"),
        ("numpy_not_imported", "sse", "return np.sum((y - yhat) ** 2)", "not imported"),
        ("columns_not_split", "yhat", "return What[0] + What[1] * X", "shape"),
        ("grad_zero_number", "update", "What.data = What.data - lr * What.grad\nWhat.grad = 0\nreturn What", r"\.grad"),
        (
            "zero_without_underscore",
            "update",
            "What.data = What.data - lr * What.grad\nWhat.grad.zero()\nreturn What",
            r"zero_",
        ),
        ("range_forgotten", "fit", fit("range(epochs)", "epochs"), r"range\("),
        ("rate_set_inside", "fit", "lr = 0.001\n" + FIT.strip("\n"), "before anything has read it"),
        (
            "start_set_inside",
            "fit",
            "What = torch.tensor([[-5.0], [10.0]], requires_grad=True)\n" + FIT.strip("\n"),
            "before anything has read it",
        ),
        (
            "backward_after_the_loop",
            "fit",
            "for epoc in range(epochs):\n    yhat = X @ What\n    loss = torch.sum((y - yhat) ** 2)\nloss.backward()\nWhat.data = What.data - lr * What.grad\nWhat.grad = None\nreturn What",
            "below the loop",
        ),
        (
            "in_no_grad",
            "fit",
            fit("    yhat = X @ What\n    loss", "    with torch.no_grad():\n        yhat = X @ What\n    loss"),
            "hang together|graph|parameter",
        ),
        ("no_default", "fit", "def fit(X, y, What, lr, epochs):\n    return What", "argument|default"),
        (
            "import_mistyped",
            "sse",
            "import troch\ndef sse(y, yhat):\n    return troch.sum((y - yhat) ** 2)",
            "could not be imported",
            "could not be imported",
        ),
        ("full_width_colon", "fit", fit("range(epochs):", "range(epochs)："), "character.*anew: :"),
    ),
    *of(
        "week03",
        "learning_rate",
        (
            "loss_with_graph",
            "fit_with_history",
            "losses, path = [], [What.data.reshape(-1)]\n"
            + fit("    What.data =", "    losses.append(loss.item()); path.append(What)\n    What.data =")
            .strip("\n")
            .replace("return What", "return torch.tensor(losses), torch.stack(path)"),
            "equal size",
        ),
        (
            "returns_at_first_rate",
            "compare_rates",
            "ends = []\nfor lr in rates:\n    W = What.data.clone().requires_grad_()\n    for epoc in range(epochs):\n        loss = torch.sum((y - X @ W) ** 2)\n        loss.backward()\n        W.data = W.data - lr * W.grad\n        W.grad = None\n    ends.append(torch.sum((y - X @ W.data) ** 2).item())\n    return torch.tensor(ends)",
            "inside the loop|first",
        ),
    ),
    *of(
        "week04",
        "optimizer",
        (
            "parameters_without_parentheses",
            "make_sgd",
            "return torch.optim.SGD(net.parameters, lr=lr)",
            r"parentheses: \(\)",
        ),
        ("net_for_parameters", "make_sgd", "return torch.optim.SGD(net, lr=lr)", r"parameters\(\)"),
        ("sgd_in_small", "make_sgd", "return torch.optim.sgd(net.parameters(), lr=lr)", "SGD"),
        ("optimiser_not_made", "make_sgd", "return torch.optim.SGD", "yours is a type", "not an optimiser"),
        ("step_without_parentheses", "fit_sgd", sgd("optimizr.step()", "optimizr.step"), r"step\(\)"),
        (
            "zero_grad_without_parentheses",
            "fit_sgd",
            sgd("optimizr.zero_grad()", "optimizr.zero_grad"),
            r"zero_grad\(\)",
            "zero_grad",
        ),
        (
            "zero_before_step",
            "fit_sgd",
            sgd("    optimizr.step()\n    optimizr.zero_grad()", "    optimizr.zero_grad()\n    optimizr.step()"),
            "between backward and the update",
        ),
        (
            "optimiser_mistyped",
            "fit_sgd",
            sgd("    optimizr.step()", "    optimizer.step()"),
            "mean optimizr",
        ),
        ("step_forgotten", "fit_sgd", sgd("    optimizr.step()\n", ""), "step4|update"),
        ("generator_left", "parameters_as_list", "return net.parameters()", "list"),
    ),
    *of(
        "week04",
        "logistic",
        ("precedence", "sigmoid", "return 1/1+torch.exp(-u)", r"1 / \(1 \+ torch\.exp\(-u\)\)"),
        (
            "minus_forgotten",
            "bce",
            "return torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))",
            "wrong sign",
            "negative",
        ),
        (
            "loss_of_a_list",
            "bce",
            "return -sum([a*torch.log(b) for a, b in zip(y, yhat)])/len(y)",
            "Python’s own sum",
            "times the right value",
        ),
    ),
    *of(
        "week05",
        "logistic_bce",
        ("bce_class_called", "bce", "return torch.nn.BCELoss(yhat, y)", r"BCELoss\(\)\("),
        ("bce_swapped", "bce", "return torch.nn.BCELoss()(y, yhat)", r"\(yhat, y\)"),
        (
            "sigmoid_twice",
            "bce_with_logits",
            "return torch.nn.BCEWithLogitsLoss()(torch.sigmoid(u), y)",
            "Leave sigmoid out",
        ),
        (
            "logits_overflow",
            "bce_with_logits",
            "yhat = torch.exp(u)/(1+torch.exp(u))\nreturn -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))",
            "finite",
            "finite|nan|inf",
        ),
    ),
    *of(
        "week06",
        "deep",
        (
            "super_forgotten",
            "Net",
            "class Net(torch.nn.Module):\n    def __init__(self, width):\n        self.hidden = torch.nn.Linear(1, width)\n        self.out = torch.nn.Linear(width, 1)\n    def forward(self, x):\n        return self.out(torch.relu(self.hidden(x)))",
            r"super\(\)",
        ),
        (
            "self_forgotten",
            "Net",
            "class Net(torch.nn.Module):\n    def __init__(self, width):\n        super().__init__()\n        hidden = torch.nn.Linear(1, width)\n        out = torch.nn.Linear(width, 1)\n    def forward(self, x):\n        return self.out(torch.relu(self.hidden(x)))",
            "hidden",
        ),
        (
            "forward_misspelt",
            "Net",
            "class Net(torch.nn.Module):\n    def __init__(self, width):\n        super().__init__()\n        self.hidden = torch.nn.Linear(1, width)\n        self.out = torch.nn.Linear(width, 1)\n    def foward(self, x):\n        return self.out(torch.relu(self.hidden(x)))",
            "forward",
        ),
        (
            "nothing_forward",
            "Net",
            "class Net(torch.nn.Module):\n    def __init__(self, width):\n        super().__init__()\n        self.hidden = torch.nn.Linear(1, width)\n        self.out = torch.nn.Linear(width, 1)\n    def forward(self, x):\n        u = self.out(torch.relu(self.hidden(x)))",
            "return",
        ),
        ("relu_class_called", "relu", "return torch.nn.ReLU(u)", r"ReLU\(\)\("),
    ),
)

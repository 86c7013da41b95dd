"""Mistakes of one kind in many weeks: a step that is missing, a sum for a mean, a step uphill, brackets, what nobody sees.

What `check` says of them; of the page the earlier lists tell.
"""

from __future__ import annotations

from tests.student.beginners.cases import LOOP, Beginner, loop
from tests.student.beginners.other_weeks import FIT, fit, sgd

BCE = "-torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))"
TRAIN = f"""
optimizr = torch.optim.SGD(net.parameters(), lr=lr)
for epoc in range(epochs):
    yhat = net(x)
    loss = {BCE}
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()
return net
"""
EPOCH = """
loss_fn = torch.nn.BCEWithLogitsLoss()
for X, y in loader:
    u = net(X)
    loss = loss_fn(u, y)
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()
return net
"""
ONE = "yhat = net(inputs)\nloss = torch.mean((y-yhat)**2)\nloss.backward()\noptimizr.step()\noptimizr.zero_grad()\nreturn net"
MADE = "optimizr = torch.optim.SGD(net.parameters(), lr=lr)\n"
NO_BACKWARD = "calls backward: step3 is missing"
NO_UPDATE = "changes the parameters: step4"


def train(*changes: tuple[str, str], of: str = TRAIN) -> str:
    """A right loop with some things in it that are not."""
    for old, new in changes:
        assert old in of
        of = of.replace(old, new)
    return of


LOOKED_AT = {
    "week03.four_steps": (
        ("sse_halved", "sse", "return torch.sum((y - yhat) ** 2) / 2", r"0\.5 times the right"),
        (
            "gradient_of_a_mean",
            "gradient_by_hand",
            "return -2 * X.T @ (y - X @ What) / len(y)",
            "100 times .* mean stands",
        ),
        ("gradient_bracket", "gradient_by_hand", "return -2 * X.T @ y - X.T @ X @ What", r"-2 \* \(X\.T @ y - X\.T"),
        ("update_given_back", "update", "return What.data - lr * What.grad", r"What itself stays as it was"),
        (
            "update_divides",
            "update",
            "What.data = What.data - What.grad / lr\nWhat.grad = None\nreturn What",
            "divides by lr",
        ),
        (
            "one_without_backward",
            "one_epoch",
            FIT_ONE
            := "yhat = X @ What\nloss = torch.sum((y - yhat) ** 2)\nWhat.data = What.data - lr * What.grad\nWhat.grad = None\nreturn What",
            NO_BACKWARD,
        ),
        (
            "one_without_update",
            "one_epoch",
            "yhat = X @ What\nloss = torch.sum((y - yhat) ** 2)\nloss.backward()\nWhat.grad = None\nreturn What",
            NO_UPDATE,
        ),
        (
            "one_without_yhat",
            "one_epoch",
            FIT_ONE.replace("yhat = X @ What\n", "").replace("2)\n", "2)\nloss.backward()\n"),
            "yhat without parentheses is the function",
        ),
        (
            "one_without_clearing",
            "one_epoch",
            "yhat = X @ What\nloss = torch.sum((y - yhat) ** 2)\nloss.backward()\nWhat.data = What.data - lr * What.grad\nreturn What",
            r"clears the gradient.*What\.grad = None",
        ),
        ("signs_turned", "fit", fit("What.data - lr * What.grad", "lr * What.grad - What.data"), "wrong sign"),
        ("full_width_comma", "sse", "return torch.sum((y - yhat) ** 2，dtype=torch.float32)", r"U\+FF0C"),
        (
            "hard_space_to_indent",
            "fit",
            FIT.replace("    loss = torch.sum", "\u00a0   loss = torch.sum"),
            r"column 5 .*U\+00A0",
        ),
    ),
    "week03.learning_rate": (
        (
            "one_start_for_all",
            "compare_rates",
            "ends = []\nfor lr in rates:\n    for epoc in range(epochs):\n        loss = torch.sum((y - X @ What) ** 2)\n        loss.backward()\n        What.data = What.data - lr * What.grad\n        What.grad = None\n    ends.append(torch.sum((y - X @ What.data) ** 2).item())\nreturn torch.tensor(ends)",
            "What is one and the same",
        ),
    ),
    "week04.regression_by_hand": (
        (
            "sum_in_the_loop",
            "fit_mse",
            loop("torch.mean", "torch.sum"),
            "Epoch 1, step 2 .*100 times the right value.*sum stands",
        ),
        ("mean_in_the_loop", "fit_sse", LOOP, "Epoch 1, step 2 .*100 times this one.*mean stands"),
        ("sse_averaged", "sse", "return torch.mean((y-yhat)**2)", "a mean stands where the sum"),
        ("uphill", "fit_mse", loop("What.data - lr", "What.data + lr"), "Epoch 1, step 4 .*uphill"),
        (
            "graph_kept",
            "fit_mse",
            "yh = X@What\nloss = torch.mean((y-yh)**2)\nfor epoc in range(epochs):\n    loss.backward(retain_graph=True)\n    What.data = What.data - lr*What.grad\n    What.grad = None\nreturn What",
            "loss is computed above the loop",
        ),
        (
            "space_of_full_width",
            "mse",
            "loss = torch.mean((y-yhat)**2)\u3000\nreturn loss",
            r"column 35 .*U\+3000 \(full-width space\)",
        ),
        ("space_of_no_width", "mse", "loss = torch.mean((y-yhat)**2)\u200b\nreturn loss", r"U\+200B"),
        ("bracket_of_full_width", "mse", "loss = torch.mean（(y-yhat)**2）\nreturn loss", r"U\+FF08.*anew: \("),
        ("letter_of_another_alphabet", "mse", "l\u043ess = torch.mean((y-yhat)**2)\nreturn loss", r"U\+043E"),
        ("square_of_yhat", "mse", "return torch.mean(y-yhat**2)", r"\(y - yhat\) \*\* 2 it is right"),
    ),
    "week04.linear_layer": (
        (
            "net_without_backward",
            "fit_net",
            "for epoc in range(epochs):\n    yhat = net(inputs)\n    loss = torch.mean((y-yhat)**2)\n    for p in net.parameters():\n        if p.grad is not None:\n            p.data -= lr*p.grad\n    net.zero_grad()\nreturn net",
            NO_BACKWARD,
        ),
        (
            "net_uphill",
            "fit_net",
            "for epoc in range(epochs):\n    yhat = net(inputs)\n    loss = torch.mean((y-yhat)**2)\n    loss.backward()\n    for p in net.parameters():\n        p.data += lr*p.grad\n    net.zero_grad()\nreturn net",
            "uphill",
        ),
        (
            "forward_alone",
            "one_epoch",
            "yhat = net(inputs)\nloss = torch.mean((y-yhat)**2)\nreturn net",
            "step3, .* and step4",
        ),
    ),
    "week04.optimizer": (
        ("sgd_without_backward", "fit_sgd", sgd("    loss.backward()\n", ""), NO_BACKWARD),
        (
            "sgd_without_loss",
            "fit_sgd",
            sgd("    loss = torch.mean((y - yhat) ** 2)\n    loss.backward()\n", ""),
            NO_BACKWARD,
        ),
        (
            "sgd_without_the_line_of_loss",
            "fit_sgd",
            sgd("    loss = torch.mean((y - yhat) ** 2)\n", ""),
            "line loss = … is missing",
        ),
        (
            "sgd_with_yhat_above",
            "fit_sgd",
            sgd(
                "for epoc in range(epochs):\n    yhat = net(inputs)\n",
                "yhat = net(inputs)\nfor epoc in range(epochs):\n",
            ),
            "yhat is computed above the loop",
        ),
        ("steps_alone", "one_epoch_sgd", "optimizr.step()\noptimizr.zero_grad()\nreturn net", NO_BACKWARD),
        ("one_sgd_without_step", "one_epoch_sgd", ONE.replace("optimizr.step()\n", ""), NO_UPDATE),
        (
            "one_sgd_without_clearing",
            "one_epoch_sgd",
            ONE.replace("optimizr.zero_grad()\n", ""),
            r"optimizr\.zero_grad\(\)",
        ),
    ),
    "week04.logistic": (
        (
            "exp_and_one",
            "sigmoid",
            "return torch.exp(u)/1+torch.exp(u)",
            r"torch\.exp\(u\) / \(1 \+ torch\.exp\(u\)\) it is right",
        ),
        ("minus_of_one", "success_probability", "return 1/(1+torch.exp(-w0+w1*x))", r"-\(w0 \+ w1 \* x\) it is right"),
        ("bce_summed", "bce", "return -torch.sum(y*torch.log(yhat)+(1-y)*torch.log(1-yhat))", "4 times .*sum stands"),
        ("bce_averaged", "bce_sum", f"return {BCE}", "3 times .*mean stands"),
        (
            "minus_reaches_too_little",
            "bce",
            "return -torch.mean(y*torch.log(yhat)) + torch.mean((1-y)*torch.log(1-yhat))",
            "brackets",
        ),
    ),
    "week04.tensors": (
        ("rows_against_columns", "residual", "return y-yhat", r"\(3, 3\) may come from \(n,\) and \(n, 1\)"),
    ),
    "week05.logistic_bce": (
        ("bce_not_averaged", "bce", "return -(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))", "single number.*mean"),
        (
            "log_of_y",
            "bce",
            "return -torch.mean(yhat*torch.log(y) + (1-yhat)*torch.log(1-y))",
            "logarithm of the right answers",
        ),
        (
            "bracket_of_one",
            "bce",
            "return -torch.mean(y*torch.log(yhat) + 1-y*torch.log(1-yhat))",
            r"\(1 - y\) \* torch\.log\(1 - yhat\)",
        ),
        (
            "epsilon",
            "bce",
            "return -torch.mean(y*torch.log(yhat+0.01) + (1-y)*torch.log(1-yhat+0.01))",
            r"0\.01, added inside",
        ),
        (
            "bce_summed_in_the_loop",
            "fit_bce",
            train(("torch.mean", "torch.sum")),
            "Epoch 1, step 2 .*3 times .*sum stands",
        ),
        ("bce_sign", "fit_bce", train(("-torch.mean", "torch.mean")), "Epoch 1, step 2 .*wrong sign"),
        ("adam_for_sgd", "fit_bce", train(("SGD", "Adam")), "makes Adam, and .* SGD"),
        ("sgd_for_adam", "fit_adam", TRAIN, "makes SGD, and .* Adam"),
        (
            "adam_made_anew",
            "fit_adam",
            train((MADE, ""), ("    yhat = net", f"    {MADE.replace('SGD', 'Adam')}    yhat = net")),
            "inside the loop",
        ),
        ("net_for_yhat", "fit_bce", train(("yhat = net(x)", "yhat = net")), r"net\(x\)"),
        ("backward_of_the_net", "fit_bce", train(("loss.backward()", "net.backward()")), r"loss\.backward\(\)"),
    ),
    "week06.deep": (
        ("if_of_a_tensor", "relu", "if u > 0:\n    return u\nelse:\n    return 0", "if asks one question"),
        ("step_bracket", "step_by_two_lines", "return relu(x-start) - relu(x-start-width)/width", "brackets"),
        (
            "layers_in_a_list",
            "make_net",
            "torch.manual_seed(seed)\nreturn torch.nn.Sequential([torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1)])",
            "in no list",
        ),
        (
            "no_relu",
            "make_net",
            "torch.manual_seed(seed)\nreturn torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.Linear(width, 1))",
            "ReLU",
        ),
        (
            "deep_not_cleared",
            "fit_deep",
            train((BCE, "torch.mean((y-yhat)**2)"), ("SGD", "Adam"), ("    optimizr.zero_grad()\n", "")),
            r"Epoch 2, step 4 .*zero_grad",
        ),
        (
            "self_left_out",
            "Net",
            "class Net(torch.nn.Module):\n    def __init__(self, width):\n        super().__init__()\n        self.hidden = torch.nn.Linear(1, width)\n        self.out = torch.nn.Linear(width, 1)\n    def forward(self, x):\n        return out(torch.relu(hidden(x)))",
            r"self\.out",
        ),
    ),
    "week07.batches": (
        (
            "right_ones_counted",
            "accuracy",
            "return ((net(x) > 0) == (y == 1)).float().sum().item()",
            "4 times .*sum stands",
        ),
        ("mean_of_yes_and_no", "accuracy", "return ((net(x) > 0) == (y == 1)).mean()", r"\.float\(\)"),
        (
            "batches_not_cleared",
            "one_epoch",
            train(("    optimizr.zero_grad()\n", ""), of=EPOCH),
            "Update 2, .*zero_grad",
        ),
        (
            "step_behind_the_batches",
            "one_epoch",
            train(
                ("    optimizr.step()\n    optimizr.zero_grad()\n", "optimizr.step()\noptimizr.zero_grad()\n"), of=EPOCH
            ),
            "below the loop",
        ),
        (
            "sigmoid_before_logits",
            "one_epoch",
            train(("loss_fn(u, y)", "loss_fn(torch.sigmoid(u), y)"), of=EPOCH),
            "Leave sigmoid out",
        ),
    ),
}
THIRD = tuple(
    Beginner(name, function, code, words, week=place.partition(".")[0], module=place.partition(".")[2])
    for place, cases in LOOKED_AT.items()
    for name, function, code, words in cases
)

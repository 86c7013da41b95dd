"""What beginners hand in that no earlier list has: the wrong code, and the words that lead to its mending."""

from __future__ import annotations

from tests.student.beginners.cases import BACKWARD, LOOP, UPDATE, loop
from tests.student.beginners.other_weeks import of, sgd

SECOND = (
    *of(
        "week04",
        "regression_by_hand",
        ("new_tensor_of_data", "fit_mse", loop(UPDATE, "What = What.data - lr*What.grad"), r"What\.data"),
        ("data_in_yhat", "fit_mse", loop("X@What", "X@What.data"), "graph|hang together|plain"),
        (
            "grad_is_called",
            "update",
            "What.data = What.data - lr*What.grad()\nWhat.grad = None\nreturn What",
            r"arenthes",
        ),
        ("zero_grad_of_a_tensor", "fit_mse", loop("What.grad = None", "What.zero_grad()"), r"this is a tensor"),
        ("grad_forgotten", "update", "What.data = What.data - lr*What\nWhat.grad = None\nreturn What", r"by itself"),
        ("rate_for_epochs", "fit_mse", loop("range(epochs)", "range(lr)"), r"whole number"),
        ("two_things_back", "mse", "loss = torch.mean((y-yhat)**2)\nreturn loss, yhat", "tuple"),
        ("number_and_method", "mse", "return (y-yhat)**2.mean()", "Python cannot read|parenthes"),
        ("mean_then_square", "mse", "return torch.mean(y-yhat)**2", r"torch\.mean\(\(y - yhat\) \*\* 2\)"),
        (
            "mean_of_numpy",
            "mse",
            "import numpy as np\ndef mse(y, yhat):\n    return np.mean((y-yhat)**2)",
            r"torch\.mean",
        ),
        ("retrun", "mse", "loss = torch.mean((y-yhat)**2)\nretrun loss", r"Did you mean return"),
        (
            "return_outside",
            "mse",
            "def mse(y, yhat):\n    loss = torch.mean((y-yhat)**2)\nreturn loss",
            r"outside the function",
        ),
        ("calls_itself", "mse", "return mse(y, yhat)", "itself"),
        (
            "path_in_quotes",
            "load_regression",
            'df = pd.read_csv("path")\nreturn torch.tensor(df.x).float().reshape(-1, 1), torch.tensor(df.y).float().reshape(-1, 1)',
            "file",
        ),
        (
            "column_in_capitals",
            "load_regression",
            "df = pd.read_csv(path)\nreturn torch.tensor(df.X).float().reshape(-1, 1), torch.tensor(df.Y).float().reshape(-1, 1)",
            r"spelling",
        ),
        (
            "column_of_another_name",
            "load_regression",
            "df = pd.read_csv(path)\nreturn torch.tensor(df['X']).float().reshape(-1, 1), torch.tensor(df['y']).float().reshape(-1, 1)",
            "column",
        ),
        ("series_back", "load_regression", "df = pd.read_csv(path)\nreturn df.x, df.y", "tensor"),
        (
            "tensors_not_in_a_list",
            "design_matrix",
            "_1 = torch.ones([len(x), 1])\nreturn torch.concat(_1, x, axis=1)",
            r"one list",
        ),
        ("flat_ones", "design_matrix", "return torch.concat([torch.ones(len(x)), x], axis=1)", r"reshape"),
        (
            "asks_at_the_keyboard",
            "fit_mse",
            "lr = float(input())\n" + LOOP.strip("\n"),
            "before anything has read|input",
        ),
        ("stops_early", "fit_mse", loop(f"    {BACKWARD}", f"    if loss < 5: break\n    {BACKWARD}"), "epochs|break"),
        ("backward_of_yhat", "fit_mse", loop("loss.backward()", "yh.backward()"), "single number"),
        ("mse_of_functional", "mse", "return torch.nn.functional.mse(yhat, y)", r"mse_loss"),
    ),
    *of(
        "week04",
        "linear_layer",
        (
            "linear_of_torch",
            "net_with_bias",
            "torch.manual_seed(seed)\nreturn torch.Linear(1, 1)",
            r"It is torch\.nn\.Linear",
        ),
        ("linear_in_small", "net_with_bias", "torch.manual_seed(seed)\nreturn torch.nn.linear(1, 1)", "Linear"),
        ("weights", "get_line", "return net.bias.item(), net.weights.item()", r"mean \.weight"),
        (
            "tensor_for_parameter",
            "set_line",
            "net.bias = torch.tensor([w0])\nnet.weight = torch.tensor([[w1]])\nreturn net",
            r"\.data",
        ),
        (
            "number_for_data",
            "set_line",
            "net.bias.data = w0\nnet.weight.data = w1\nreturn net",
            r"never a plain number",
        ),
    ),
    *of(
        "week04",
        "optimizer",
        ("adam_mistyped", "make_sgd", "return torch.optim.Adm(net.parameters(), lr=lr)", "Adam"),
        ("tensor_for_list", "fit_what_sgd", "optimizr = torch.optim.SGD(What, lr=lr)\nreturn What", r"\[What\]"),
        ("zero_grads", "fit_sgd", sgd("zero_grad()", "zero_grads()"), r"mean \.zero_grad"),
        ("lr_forgotten", "make_sgd", "return torch.optim.SGD(net.parameters())", r"lr is never used"),
        (
            "optimiser_of_data",
            "fit_what_sgd",
            "optimizr = torch.optim.SGD([What.data], lr=lr)\nfor epoc in range(epochs):\n    yhat = X@What\n    loss = torch.mean((y-yhat)**2)\n    loss.backward()\n    optimizr.step()\n    optimizr.zero_grad()\nreturn What",
            r"parameter itself: What",
        ),
        ("loss_steps", "fit_sgd", sgd("optimizr.step()", "loss.step()"), r"this is a tensor"),
    ),
    *of(
        "week04",
        "logistic",
        ("exp_of_math", "sigmoid", "import math\ndef sigmoid(u):\n    return 1/(1+math.exp(-u))", r"torch\.exp"),
        ("log_alone", "bce", "return -torch.mean(y*log(yhat) + (1-y)*log(1-yhat))", r"torch\.log"),
        (
            "log_of_base_ten",
            "bce",
            "return -torch.mean(y*torch.log10(yhat) + (1-y)*torch.log10(1-yhat))",
            r"log\(2\)",
            "times the right value|log",
        ),
    ),
)

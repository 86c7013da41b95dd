"""What beginners hand in for regression_by_hand.py: the wrong code, and the words that lead to its mending.

A case is a function, its code (a body, or a whole definition where it begins in the first column), and words of the first line.
"""

from __future__ import annotations

from textwrap import indent
from typing import NamedTuple

LOOP = """
for epoc in range(epochs):
    yh = X@What
    loss = torch.mean((y-yh)**2)
    loss.backward()
    What.data = What.data - lr*What.grad
    What.grad = None
return What
"""


class Beginner(NamedTuple):
    """One submission: every function but this one is right."""

    name: str
    function: str
    code: str
    words: str
    page: str = ""  # words of the page, where they are others
    week: str = "week04"
    module: str = "regression_by_hand"

    @property
    def body(self) -> str:
        """The code, as it stands below the docstring, or in place of the whole function."""
        code = self.code.strip("\n")
        whole = code.startswith(("def ", "class ", "import ", "mse =", "What0 =", "@"))
        return code if whole or code.startswith(" ") else indent(code, "    ")

    @property
    def whole(self) -> bool:
        """True for code in place of the definition."""
        return not self.body.startswith((" ", "\t"))


def loop(old: str, new: str) -> str:
    """The right loop with one thing in it that is not."""
    assert old in LOOP
    return LOOP.replace(old, new)


BACKWARD, UPDATE, CLEAR = "loss.backward()", "What.data = What.data - lr*What.grad", "    What.grad = None\n"
LOSS = "torch.mean((y-yh)**2)"
GRAPH = "graph|does not hang together|plain number"
PATH = "poch 1, step 4"
CASES = tuple(
    Beginner(*case)
    for case in (
        # gaps, and code that is never reached
        (
            "raise_left_below",
            "mse",
            'e = y-yhat\nloss = torch.mean(e**2)\nraise NotImplementedError("mse: step2: loss")\nreturn loss',
            "Delete that line",
        ),
        (
            "raise_left_at_end",
            "yhat",
            'out = X@What\nraise NotImplementedError("yhat: step1: yhat")',
            "Delete that line",
        ),
        (
            "raise_left_above",
            "update",
            'raise NotImplementedError("update: step4: update")\nWhat.data = What.data - lr*What.grad\nWhat.grad = None\nreturn What',
            "Delete that line",
        ),
        (
            "raise_left_in_loop",
            "fit_mse",
            loop("    yh", '    raise NotImplementedError("fit_mse: loop")\n    yh'),
            "Delete that line",
        ),
        ("gap_untouched", "mse", 'raise NotImplementedError("mse: step2: loss")', "still has the handout"),
        ("pass_left", "mse", "pass", "return"),
        ("dots_left", "mse", "...", "return"),
        # power, parentheses, classes
        ("xor", "mse", "return torch.mean((y-yhat)^2)", r"\*\*"),
        ("xor_of_sum", "sse", "return ((y-yhat)^2).sum()", r"\*\*"),
        ("xor_in_loop", "fit_mse", loop("**2", "^2"), r"\*\*"),
        ("sum_without_parentheses", "sse", "return ((y-yhat)**2).sum", r"\.sum\(\)"),
        ("mean_without_parentheses", "mse", "loss = ((y-yhat)**2).mean\nreturn loss", r"\.mean\(\)"),
        ("backward_without_parentheses", "backward", "loss.backward", r"loss\.backward\(\)"),
        ("backward_without_parentheses_in_loop", "fit_mse", loop(BACKWARD, "loss.backward"), r"loss\.backward\(\)"),
        ("sum_halved_without_parentheses", "mse", "return ((y-yhat)**2).sum/len(y)", r"\.sum\(\)"),
        ("class_of_loss_called", "mse", "return torch.nn.MSELoss(y, yhat)", r"MSELoss\(\)\("),
        ("class_of_loss_not_made", "mse", "loss_fn = torch.nn.MSELoss\nreturn loss_fn(yhat, y)", r"MSELoss\(\)"),
        ("module_level_class", "mse", "mse = torch.nn.MSELoss", r"MSELoss\(\)"),
        (
            "class_for_def",
            "mse",
            "class mse:\n    def __init__(self, y, yhat):\n        self.loss = torch.mean((y-yhat)**2)",
            "is a class",
        ),
        (
            "method_in_class",
            "mse",
            "class Loss:\n    def mse(self, y, yhat):\n        return torch.mean((y-yhat)**2)",
            "inside Loss",
        ),
        (
            "nested_def",
            "mse",
            "def helper(y):\n    def mse(y, yhat):\n        return torch.mean((y-yhat)**2)\n    return mse",
            "inside helper",
        ),
        (
            "no_grad_without_parentheses",
            "update",
            "with torch.no_grad:\n    What -= lr*What.grad\nWhat.grad = None\nreturn What",
            r"no_grad\(\)",
        ),
        (
            "grad_zero_without_parentheses",
            "update",
            "What.data = What.data - lr*What.grad\nWhat.grad.zero_\nreturn What",
            r"zero_\(\)",
        ),
        # return
        ("no_return", "yhat", "X@What", "no return"),
        ("assigned_no_return", "mse", "loss = torch.mean((y-yhat)**2)", "return loss"),
        ("printed", "mse", "print(torch.mean((y-yhat)**2))", "return gives"),
        ("printed_variable", "yhat", "out = X@What\nprint(out)", "return gives"),
        ("return_in_loop", "fit_mse", loop("return What", "    return What"), "first epoch"),
        ("return_in_the_middle", "fit_mse", loop("    What.grad", "    return What\n    What.grad"), "first epoch"),
        ("return_nothing", "mse", "loss = torch.mean((y-yhat)**2)\nreturn", "return"),
        ("return_a_string", "mse", 'return "loss"', "not a tensor", "type str"),
        # names
        ("name_mistyped", "fit_mse", loop("lr*", "Ir*"), "mean lr"),
        ("name_capital", "yhat", "return x@What", "mean X"),
        ("name_of_parameter", "yhat", "return X@what", "mean What"),
        ("name_from_the_lecture", "mse", "return torch.mean((y-y_hat)**2)", "mean yhat"),
        ("misspelt_torch", "mse", "return torch.maen((y-yhat)**2)", "mean .mean"),
        ("misspelt_method", "backward", "loss.backwards()", r"mean \.backward"),
        (
            "misspelt_grad",
            "update",
            "What.data = What.data - lr*What.gard\nWhat.grad = None\nreturn What",
            r"mean \.grad",
        ),
        ("misspelt_function", "mse", "def msee(y, yhat):\n    return torch.mean((y-yhat)**2)", "named msee"),
        ("capital_function", "mse", "def MSE(y, yhat):\n    return torch.mean((y-yhat)**2)", "named MSE"),
        (
            "shadowed",
            "fit_mse",
            LOOP.replace("yh = X@What", "yhat = yhat(X, What)").replace("y-yh", "y-yhat"),
            "is a variable",
        ),
        ("shadowed_mse", "fit_mse", loop(f"loss = {LOSS}", "mse = mse(y, yh)\n    loss = mse"), "is a variable"),
        (
            "from_outside",
            "fit_mse",
            "What0 = torch.tensor([[-5.0],[10.0]],requires_grad=True)\ndef fit_mse(X, y, What, lr=1/10, epochs=30):\n"
            + indent(LOOP.replace("What", "What0").strip("\n"), "    "),
            "from outside",
        ),
        (
            "import_failed",
            "mse",
            "import no_such_library as nsl\ndef mse(y, yhat):\n    return nsl.mean((y-yhat)**2)",
            "could not be imported",
        ),
        ("not_imported", "mse", "return nn.functional.mse_loss(yhat, y)", "not imported"),
        # arguments
        (
            "swapped_parameters",
            "update",
            "def update(lr, What):\n    What.data = What.data - lr*What.grad\n    What.grad = None\n    return What",
            "order",
        ),
        (
            "swapped_in_loop",
            "fit_mse",
            "def fit_mse(y, X, What, lr=1/10, epochs=30):\n" + indent(LOOP.strip("\n"), "    "),
            "order",
        ),
        ("too_few_parameters", "mse", "def mse(y):\n    return torch.mean(y**2)", "handout has"),
        (
            "too_many_parameters",
            "mse",
            "def mse(y, yhat, n):\n    return torch.sum((y-yhat)**2)/n",
            "handout has",
        ),
        ("self_left", "mse", "def mse(self, y, yhat):\n    return torch.mean((y-yhat)**2)", "handout has"),
        ("wrong_keyword", "mse", "return torch.mean((y-yhat)**2, axes=0)", "arguments|argument"),
        # syntax
        ("indent", "mse", "e = y-yhat\n  return torch.mean(e**2)", "column"),
        ("no_indent", "mse", "def mse(y, yhat):\nreturn torch.mean((y-yhat)**2)", "indented"),
        ("en_dash", "mse", "return torch.mean((y–yhat)**2)", "U\\+2013.* dash.*anew: -"),
        ("minus_sign", "mse", "return torch.mean((y−yhat)**2)", "U\\+2212, minus.*anew: -"),
        ("smart_quotes", "mse", "print(“loss”)\nreturn torch.mean((y-yhat)**2)", 'quotation mark.*anew: "'),
        ("hard_space", "mse", "return torch.mean((y-\u00a0yhat)**2)", r"column 26 .*character.*U\+00A0"),
        ("full_width", "mse", "return torch．mean((y-yhat)**2)", r"character.*anew: \."),
        ("bracket", "mse", "return torch.mean((y-yhat)**2", "bracket"),
        ("bracket_too_many", "mse", "return torch.mean((y-yhat)**2))", "bracket"),
        ("no_colon", "fit_mse", loop("range(epochs):", "range(epochs)"), "colon"),
        ("no_colon_def", "mse", "def mse(y, yhat)\n    return torch.mean((y-yhat)**2)", "colon"),
        ("tabs", "mse", "    e = y-yhat\n\treturn torch.mean(e**2)", "[Tt]abs|column"),
        (
            "equals_in_if",
            "fit_mse",
            loop("    What.grad = None", "    if epoc = 3: print(loss)\n    What.grad = None"),
            "== compares",
        ),
        ("assigned_wrong_way", "mse", "torch.mean((y-yhat)**2) = loss\nreturn loss", "left of ="),
        ("compares", "update", "What.data = What.data - lr*What.grad\nWhat.grad == None\nreturn What", "single ="),
        # autograd
        ("in_place_on_leaf", "fit_mse", loop(UPDATE, "What -= lr*What.grad"), "in place"),
        ("rebound", "fit_mse", loop(UPDATE, "What = What - lr*What.grad"), r"What\.data"),
        ("rebound_in_update", "update", "What = What - lr*What.grad\nWhat.grad = None\nreturn What", r"What\.data"),
        ("loss_as_float", "fit_mse", loop(LOSS, f"float({LOSS})"), GRAPH),
        ("loss_as_item", "mse", "return torch.mean((y-yhat)**2).item()", "not a tensor", "graph"),
        ("loss_detached", "mse", "return torch.mean((y-yhat.detach())**2)", GRAPH),
        ("loss_new_tensor", "fit_mse", loop(LOSS, f"torch.tensor({LOSS})"), GRAPH),
        ("loss_not_summed", "fit_mse", loop(LOSS, "(y-yh)**2"), "single number"),
        (
            "loss_once",
            "fit_mse",
            "yh = X@What\nloss = torch.mean((y-yh)**2)\nfor epoc in range(epochs):\n    loss.backward()\n    What.data = What.data - lr*What.grad\n    What.grad = None\nreturn What",
            "computed anew",
        ),
        (
            "grad_before_backward",
            "fit_mse",
            loop(f"    {BACKWARD}\n    {UPDATE}", f"    {UPDATE}\n    {BACKWARD}"),
            "above backward",
        ),
        ("backward_forgotten", "fit_mse", loop(f"    {BACKWARD}\n", ""), "step3 is missing"),
        ("numpy_on_graph", "mse", "return ((y-yhat).numpy()**2).mean()", "detached"),
        # the four steps
        ("no_update", "fit_mse", loop(f"    {UPDATE}\n", ""), "step4"),
        ("no_clearing", "fit_mse", loop(CLEAR, ""), "the epoch before"),
        (
            "no_clearing_in_update",
            "update",
            "What.data = What.data - lr*What.grad\nreturn What",
            "not cleared",
            "still there",
        ),
        ("rate_in_loss", "fit_mse", loop(LOSS, f"lr*{LOSS}").replace("lr*What.grad", "What.grad"), "loss"),
        (
            "plus_for_minus",
            "update",
            "What.data = What.data + lr*What.grad\nWhat.grad = None\nreturn What",
            "uphill",
        ),
        ("sum_for_mean", "mse", "return torch.sum((y-yhat)**2)", "sum stands where the mean", "not the mean"),
        ("abs_for_square", "mse", "return torch.mean(torch.abs(y-yhat))", "2.5", "instead of squares"),
        ("rate_typed", "fit_mse", loop("lr*What", "0.01*What"), "lr is never used"),
        ("epochs_typed", "fit_mse", loop("range(epochs)", "range(29)"), "never used"),
        ("one_epoch_more", "fit_mse", loop("range(epochs)", "range(epochs+1)"), "31"),
        # shapes and types
        ("list_back", "yhat", "return (X@What).tolist()", "list"),
        ("flat", "yhat", "return (X@What).reshape(-1)", "shape"),
        ("lists", "mse", "return sum([(a-b)**2 for a, b in zip(y.tolist(), yhat.tolist())])/2", "list"),
        ("wrong_order", "yhat", "return What@X", "other way round"),
        ("star_for_at", "yhat", "return X*What", "shapes do not fit"),
        ("not_multiplied", "yhat", "return X(What)", "call it"),
        ("as_double", "yhat", "return (X@What).double()", "dtype"),
        ("turned_round", "yhat", "return torch.mm(What, X)", "shapes do not fit"),
        (
            "range_from_one",
            "fit_mse",
            loop("range(epochs)", "range(1, epochs)"),
            "29; the number of epochs asked for is 30",
        ),
        ("no_colon_with", "update", "with torch.no_grad()\n    What -= lr*What.grad\nreturn What", "colon"),
    )
)

RIGHT = Beginner(
    "right",
    "fit_mse",
    """
n = len(y)
for epoc in range(epochs):
    loss = ((X@What - y)**2).sum()/n
    loss.backward()
    with torch.no_grad():
        What -= lr*What.grad
    What.grad.zero_()
return What
""",
    "",
)
"""The same loop, written otherwise."""

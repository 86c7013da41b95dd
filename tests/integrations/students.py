"""The same work by four students, as notebooks of any system: right, wrong, half right, untouched."""

from __future__ import annotations

import json

from tests.weeks import SOLUTION, fit_with

WORK = {
    "right": {"mse": "torch.mean((y - yhat) ** 2)", "rmse": "torch.sqrt(mse(y, yhat))", "fit": fit_with()},
    "half": {
        "mse": "torch.sum((y - yhat) ** 2)",
        "rmse": "torch.sqrt(torch.mean((y - yhat) ** 2))",
        "fit": fit_with(("        What.grad = None\n", "")),
    },
    "wrong": {
        "mse": "y.sum()",
        "rmse": "y.nothing",
        "fit": fit_with(("- lr *", "+ lr *"), ("range(epochs)", "range(epochs - 1)")),
    },
    "untouched": {},
}
HANDED_IN = ("right", "half", "wrong")
"""Those who did something: for systems that take half a minute a student."""


def written(release, student):
    """A released notebook (its JSON) with this student's work in the cells of the stubs."""
    notebook = json.loads(release)
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        for name, work in WORK[student].items():
            if cell["cell_type"] == "code" and source.startswith(f"def {name}("):
                cell["source"] = _function(name, work)
    if student == "right":
        notebook["cells"].append(_cell(REUSED))
    return json.dumps(notebook)


REUSED = "y, yhat = 1.0, 2.0\nmse = rmse = (y - yhat) ** 2\nfit = 'done'"
"""A last cell that uses the names of functions for values: what is graded are the functions as they were defined."""


def _cell(source):
    return {
        "cell_type": "code",
        "id": "reused",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def script(student):
    """The same work as a .py file."""
    return "import torch\n\n" + "\n\n".join(_function(name, work) for name, work in WORK[student].items())


def _function(name, work):
    if "\n" not in work:
        return f"def {name}(y, yhat):\n    return {work}\n"
    return work[work.index(f"def {name}(") :] if f"def {name}(" in work else SOLUTION

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
    return json.dumps(notebook)


def script(student):
    """The same work as a .py file."""
    return "import torch\n\n" + "\n\n".join(_function(name, work) for name, work in WORK[student].items())


def _function(name, work):
    if "\n" not in work:
        return f"def {name}(y, yhat):\n    return {work}\n"
    return work[work.index(f"def {name}(") :] if f"def {name}(" in work else SOLUTION

"""How the calls of regression_by_hand.py are made where it takes more than calling. Runs beside the student's code."""

import os
import tempfile

import torch


def load_regression(work, table):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "regression.csv")
        with open(path, "w") as file:
            file.write("x,y\n")
            for x, y in table.tolist():
                file.write(f"{x!r},{y!r}\n")
        out = work.load_regression(path)
    x, y = out if isinstance(out, (tuple, list)) and len(out) == 2 else (None, None)
    return {"returned": out, "x": x, "y": y}


def backward(work, X, y, What):
    loss = torch.mean((y - X @ What) ** 2)
    out = work.backward(loss)
    return {"returned": out, "gradient": What.grad}


def update(work, What, gradient, lr):
    What.grad = gradient.clone()
    out = work.update(What, lr)
    left = torch.zeros_like(What) if What.grad is None else What.grad
    return {"returned": out, "What": What.detach(), "left": left, "trainable": int(What.requires_grad and What.is_leaf)}


def fit_sse(work, X, y, What, **options):
    return {"returned": work.fit_sse(X, y, What, **options), "What": What}


def fit_mse(work, X, y, What, **options):
    return {"returned": work.fit_mse(X, y, What, **options), "What": What}

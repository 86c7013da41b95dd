"""A small week of three exercises on disk, in a course of its own, with public checks and data."""

from __future__ import annotations

from tests.helpers import write
from tests.judge.weeks import files

PUBLIC = """
import pytest
import torch
from regression import mse, rmse


def test_mse():
    assert mse(torch.tensor([1.0]), torch.tensor([3.0])) == 4


def test_rmse():
    assert rmse(torch.tensor([1.0]), torch.tensor([3.0])) == 2
"""
HELPER = "\n_SCALE = 1.0  # of nobody's business\n\n\ndef mse(y, yhat):"


def course(folder):
    """A course folder with week99, whose secret folder is returned."""
    content = files()
    content["week.toml"] = content["week.toml"].replace("format = 1\n", 'format = 1\ndata = ["points.csv"]\n')
    content["regression.py"] = content["regression.py"].replace("\ndef mse(y, yhat):", HELPER)
    write(folder / "data", {"points.csv": "x,y\n1,2\n"})
    return write(folder / "solutions" / "week99", {**content, "public/test_regression.py": PUBLIC})

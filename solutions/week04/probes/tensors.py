"""The calls made of tensors.py: the lecture's own numbers, and hidden ones. Rules about dtypes are looked at natively."""

from __future__ import annotations

import torch
from _shared import y, y37

from autograder.assignment import probe

YHAT = 0.5 * y + 1.25  # a guess for every y, 100 rows
YHAT37 = 2.0 * y37 - 0.75
ONES = [[1.0, 0.0], [0.0, 1.0]]
INTEGERS = torch.tensor([[1, 0], [0, 1]])
A = torch.tensor([[2.0, 0.0], [0.0, 3.0]])
b1 = torch.tensor([[-1.0, -5.0]])
b2 = torch.tensor([[-1.0], [-5.0]])
b3 = torch.tensor([-1.0, -5.0])
TALL = torch.tensor([[0.5, -1.0], [2.25, 4.0], [-3.0, 1.5]])
WIDE = torch.tensor([[1.5, 0.25, -2.0, 1.0], [0.75, -1.0, 3.0, 0.5]])

PROBES = (
    probe("as_pair", "lecture", values=[3.123456789, 1.0, -0.1], shadow=False),
    probe("as_pair", "integers", values=[1, 2, 3], shadow=False),
    probe("as_pair", "numbers", values=[3.123456789, 1.0, -0.1]),
    probe("grid", "lecture", start=0, stop=1, num=10),
    probe("grid", "other", start=-1.5, stop=2.5, num=7),
    probe("col_vector", "lecture", values=[1, 2, 3]),
    probe("col_vector", "longer", values=[0.5, -2.0, 7.25, 1.0, 3.0]),
    probe("col_vector", "tensor", values=torch.tensor([4, -1, 0, 9])),
    probe("row_vector", "lecture", values=[1, 2, 3]),
    probe("row_vector", "longer", values=[0.5, -2.0, 7.25, 1.0, 3.0]),
    probe("row_vector", "tensor", values=torch.tensor([4, -1, 0, 9])),
    probe("to_float32", "lecture", t=torch.tensor([1, 2])),
    probe("to_float32", "table", t=torch.tensor([[3, -7, 0], [12, 5, -1]])),
    probe("matmul_any", "error1", A=torch.tensor(ONES), b=torch.tensor([[1], [2]])),
    probe("matmul_any", "error2", A=INTEGERS, b=torch.tensor([[1.0], [2.0]])),
    probe("matmul_any", "integers", A=INTEGERS, b=torch.tensor([[1], [2]])),
    probe("matmul_any", "other", A=torch.tensor([[2, -1], [0, 3], [1, 4]]), b=WIDE),
    probe("product_shape", "A_b1", A=A, b=b1, shadow=False),
    probe("product_shape", "b1_A", A=b1, b=A, shadow=False),
    probe("product_shape", "A_b2", A=A, b=b2, shadow=False),
    probe("product_shape", "b2_A", A=b2, b=A, shadow=False),
    probe("product_shape", "A_b3", A=A, b=b3, shadow=False),
    probe("product_shape", "b3_A", A=b3, b=A, shadow=False),
    probe("product_shape", "tall_wide", A=TALL, b=WIDE, shadow=False),
    probe("product_shape", "tall_vector", A=TALL, b=torch.tensor([1.0, 2.0, 3.0]), shadow=False),
    probe("pairwise_difference", "lecture", a=torch.tensor([1, 2, 3])),
    probe("pairwise_difference", "longer", a=torch.tensor([0.5, -2.0, 7.25, 1.0, 3.0])),
    probe("residual", "flat_and_column", y=y.reshape(-1), yhat=YHAT),
    probe("residual", "column_and_flat", y=y, yhat=YHAT.reshape(-1)),
    probe("residual", "flat_and_flat", y=y.reshape(-1), yhat=YHAT.reshape(-1)),
    probe("residual", "column_and_column", y=y, yhat=YHAT),
    probe("residual", "other_n", y=y37.reshape(-1), yhat=YHAT37),
)

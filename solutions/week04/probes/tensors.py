"""The calls made of tensors.py: the lecture's own numbers, and hidden ones. Rules about dtypes are looked at natively."""

from __future__ import annotations

import torch
from _shared import X137, x137, y, y137

from autograder.assignment import probe

YHAT = 0.5 * y + 1.25  # a guess for every y, 100 rows
YHAT137 = 2.0 * y137 - 0.75
ONES = [[1.0, 0.0], [0.0, 1.0]]
INTEGERS = torch.tensor([[1, 0], [0, 1]])
A = torch.tensor([[2.0, 0.0], [0.0, 3.0]])
b1 = torch.tensor([[-1.0, -5.0]])
b2 = torch.tensor([[-1.0], [-5.0]])
b3 = torch.tensor([-1.0, -5.0])
WIDE = torch.tensor([[1.5123457, 0.2541239, -62.031746, 1.0], [0.7519373, -1.0, 3.0, 71.526384]])
SQUARE = torch.tensor([[0.2513, -71.4127], [3.7519, 1.0621]])  # square, and turned over another
SQUARE_OTHER = torch.tensor([[61.2318, 0.5127], [-1.7513, 2.2519]])
MANY = (torch.arange(137 * 2) * 3701 % 40001 - 20000).reshape(137, 2)  # integers, too large for half precision
LONG = x137.reshape(-1).tolist()

PROBES = (
    probe("as_pair", "lecture", values=[3.123456789, 1.0, -0.1], shadow=False),
    probe("as_pair", "integers", values=[1, 2, 3], shadow=False),
    probe("as_pair", "numbers", values=[3.123456789, 1.0, -0.1, 61.73214567, -57.31234567]),
    probe("grid", "lecture", start=0, stop=1, num=10),
    probe("grid", "other", start=61.7321, stop=-57.3125, num=137),
    probe("col_vector", "integers", values=[4, -1, 7]),
    probe("col_vector", "longer", values=LONG),
    probe("col_vector", "tensor", values=torch.tensor([4, -1, 0, 9, 61, -70, 3001 << 20])),
    probe("row_vector", "integers", values=[4, -1, 7]),
    probe("row_vector", "longer", values=LONG),
    probe("row_vector", "tensor", values=torch.tensor([4, -1, 0, 9, 61, -70, 3001 << 20])),
    probe("to_float32", "vector", t=torch.tensor([4, -7])),
    probe("to_float32", "table", t=MANY),
    probe("to_float32", "column", t=MANY[:5, :1] << 20),  # too large for int32
    probe("matmul_any", "error1", A=torch.tensor(ONES), b=torch.tensor([[1], [2]])),
    probe("matmul_any", "error2", A=INTEGERS, b=torch.tensor([[1.0], [2.0]])),
    probe("matmul_any", "integers", A=INTEGERS, b=torch.tensor([[1], [2]])),
    probe("matmul_any", "other", A=X137, b=WIDE),
    probe("matmul_any", "square", A=SQUARE, b=SQUARE_OTHER),
    probe("product_shape", "A_b1", A=A, b=b1, shadow=False),
    probe("product_shape", "b1_A", A=b1, b=A, shadow=False),
    probe("product_shape", "A_b2", A=A, b=b2, shadow=False),
    probe("product_shape", "b2_A", A=b2, b=A, shadow=False),
    probe("product_shape", "A_b3", A=A, b=b3, shadow=False),
    probe("product_shape", "b3_A", A=b3, b=A, shadow=False),
    probe("product_shape", "tall_wide", A=X137, b=WIDE, shadow=False),
    probe("product_shape", "tall_vector", A=X137.T.contiguous(), b=x137.reshape(-1), shadow=False),
    probe("pairwise_difference", "lecture", a=torch.tensor([1, 2, 3])),
    probe("pairwise_difference", "longer", a=x137[:103].reshape(-1)),
    probe("residual", "flat_and_column", y=y.reshape(-1), yhat=YHAT),
    probe("residual", "column_and_flat", y=y, yhat=YHAT.reshape(-1)),
    probe("residual", "flat_and_flat", y=y.reshape(-1), yhat=YHAT.reshape(-1)),
    probe("residual", "column_and_column", y=y, yhat=YHAT),
    probe("residual", "other_n", y=y137.reshape(-1), yhat=YHAT137),
)

"""텐서의 자료형과 모양 (04wk: numpy와 torch, dtype, shape of vector).

What a tensor keeps: its precision, and its shape (04wk: numpy and torch, dtype, shape of vector).
"""

import numpy as np
import torch


def as_pair(values):
    """같은 숫자들을 넘파이 배열과 텐서로 만들어 (배열, 텐서) 순서로 돌려줍니다.
    values: 숫자 n개 (리스트 또는 텐서) → 배열: (n,) float64, 텐서: (n,) float32
    np.array는 소수점을 길게, torch.tensor는 짧게 간직합니다. 정수를 넣어도 자료형은 위와 같아야 합니다.

    Make the same numbers a numpy array and a tensor, and return (array, tensor) in this order.
    values: n numbers (a list or a tensor) → array: (n,) float64, tensor: (n,) float32
    np.array keeps more decimals than torch.tensor does. The dtypes are the same when integers are given.
    """
    raise NotImplementedError("as_pair: not written yet")


def grid(start, stop, num):
    """start부터 stop까지 (양 끝을 포함하여) 같은 간격으로 놓인 num개의 점.
    start, stop: 수, num: 2 이상의 정수 → (num,) float32 텐서

    num points at equal distances from start to stop, both ends included.
    start, stop: numbers, num: an integer of at least 2 → (num,) float32 tensor
    """
    raise NotImplementedError("grid: not written yet")


def col_vector(values):
    """길이가 n인 벡터를 n×1 col-vector로.
    values: 숫자 n개 (리스트 또는 텐서, 정수도 가능) → (n, 1) float32 텐서

    A length-n vector as an n×1 column vector.
    values: n numbers (a list or a tensor, integers too) → (n, 1) float32 tensor
    """
    raise NotImplementedError("col_vector: not written yet")


def row_vector(values):
    """길이가 n인 벡터를 1×n row-vector로.
    values: 숫자 n개 (리스트 또는 텐서, 정수도 가능) → (1, n) float32 텐서

    A length-n vector as a 1×n row vector.
    values: n numbers (a list or a tensor, integers too) → (1, n) float32 tensor
    """
    raise NotImplementedError("row_vector: not written yet")


def to_float32(t):
    """정수(int64) 텐서를 torch.float32로 바꿉니다. 모양과 값은 그대로입니다.
    t: 텐서 (아무 자료형) → 같은 모양의 float32 텐서

    Turn an integer (int64) tensor into torch.float32. Shape and values stay.
    t: a tensor of any dtype → float32 tensor of the same shape
    """
    raise NotImplementedError("to_float32: not written yet")


def matmul_any(A, b):
    """자료형이 서로 달라도 곱하기: A @ b.
    A: (m, n) 텐서, b: (n, k) 텐서, 자료형은 int64 또는 float32 → (m, k) float32 텐서
    강의의 에러1(float32 @ int64)과 에러2(int64 @ float32)가 나지 않아야 하고, 둘 다 정수여도 float32입니다.

    Multiply whatever the dtypes are: A @ b.
    A: (m, n) tensor, b: (n, k) tensor, each int64 or float32 → (m, k) float32 tensor
    Neither error of the lecture (float32 @ int64, int64 @ float32) may happen; two integer tensors give float32 as well.
    """
    raise NotImplementedError("matmul_any: not written yet")


def product_shape(A, b):
    """A @ b의 모양. 계산할 수 없으면 None.
    A, b: float32 텐서 (2차원, 또는 둘 중 하나는 1차원) → torch.Size 또는 None

    The shape of A @ b, or None where it cannot be computed.
    A, b: float32 tensors (2-d, or one of them 1-d) → torch.Size or None
    """
    raise NotImplementedError("product_shape: not written yet")


def pairwise_difference(a):
    """길이가 n인 벡터 a에서 n×1로 바꾼 a를 뺍니다 (브로드캐스팅): i행 j열은 a[j] - a[i].
    a: (n,) 텐서 → (n, n) 텐서

    Length-n a minus the same numbers as n×1 (broadcasting): row i, column j is a[j] - a[i].
    a: (n,) tensor → (n, n) tensor
    """
    raise NotImplementedError("pairwise_difference: not written yet")


def residual(y, yhat):
    """잔차 y - yhat을 언제나 n×1로. (n,)와 (n,1)이 섞여 있어도 n×n이 되면 안 됩니다.
    y, yhat: (n,) 또는 (n, 1) float32 텐서, 어떤 조합이든 → (n, 1) float32 텐서

    The residuals y - yhat, always n×1: never n×n, even where (n,) meets (n,1).
    y, yhat: (n,) or (n, 1) float32 tensors in any mix → (n, 1) float32 tensor
    """
    raise NotImplementedError("residual: not written yet")

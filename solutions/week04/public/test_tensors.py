"""강의에 나온 수로 하는 공개 검사: torch와 pytest만 있으면 됩니다.

Public checks with the numbers printed in the lecture: torch and pytest are all they need.
"""

import numpy as np
import torch

import tensors


def written(function, *values):
    """What the function gives, or a clear word where it is not written yet."""
    __tracebackhide__ = True
    try:
        return function(*values)
    except NotImplementedError:
        message = f"{function.__name__}: 아직 쓰지 않았습니다 · not written yet"
    raise AssertionError(message)


def is_tensor(got, shape):
    """A float32 tensor of that shape."""
    __tracebackhide__ = True
    assert isinstance(got, torch.Tensor), f"텐서가 아니라 {type(got).__name__}입니다 · it is a {type(got).__name__}, not a tensor"
    assert tuple(got.shape) == shape, f"모양이 {tuple(got.shape)}입니다, {shape}이어야 합니다 · its shape is {tuple(got.shape)}, not {shape}"
    assert got.dtype == torch.float32, f"dtype이 {got.dtype}입니다, torch.float32여야 합니다 · its dtype is {got.dtype}, not torch.float32"


def test_as_pair():
    pair = written(tensors.as_pair, [1.0, 2.0, 3.0])
    assert isinstance(pair, (tuple, list)) and len(pair) == 2, "(배열, 텐서) 두 개를 돌려주세요 · return two things, (array, tensor)"
    array, tensor = pair
    assert isinstance(array, np.ndarray), "첫 번째는 넘파이 배열이어야 합니다 · the first one must be a numpy array"
    assert array.dtype == np.float64, f"배열의 dtype이 {array.dtype}입니다 · the array's dtype is {array.dtype}, not float64"
    is_tensor(tensor, (3,))
    assert tensor.tolist() == [1.0, 2.0, 3.0], f"{tensor.tolist()}: 1, 2, 3이 아닙니다 · not 1, 2, 3"


def test_grid():
    got = written(tensors.grid, 0, 1, 10)
    is_tensor(got, (10,))
    printed = torch.tensor([0.0000, 0.1111, 0.2222, 0.3333, 0.4444, 0.5556, 0.6667, 0.7778, 0.8889, 1.0000])
    assert torch.allclose(got, printed, atol=1e-4), f"{got}: 강의의 수와 다릅니다 · not the lecture's numbers"


def test_col_vector():
    got = written(tensors.col_vector, [1, 2, 3])
    is_tensor(got, (3, 1))
    assert got.tolist() == [[1.0], [2.0], [3.0]], f"{got.tolist()}: 값이 다릅니다 · other numbers than were given"


def test_row_vector():
    got = written(tensors.row_vector, [1, 2, 3])
    is_tensor(got, (1, 3))
    assert got.tolist() == [[1.0, 2.0, 3.0]], f"{got.tolist()}: 값이 다릅니다 · other numbers than were given"


def test_to_float32():
    got = written(tensors.to_float32, torch.tensor([1, 2]))
    is_tensor(got, (2,))
    assert got.tolist() == [1.0, 2.0], f"{got.tolist()}: 값이 다릅니다 · other numbers than were given"


def test_matmul_any():
    floats, integers = torch.tensor([[1.0, 0.0], [0.0, 1.0]]), torch.tensor([[1, 0], [0, 1]])
    for A, b in (
        (floats, torch.tensor([[1], [2]])),
        (integers, torch.tensor([[1.0], [2.0]])),
        (integers, torch.tensor([[1], [2]])),
    ):
        got = written(tensors.matmul_any, A, b)
        is_tensor(got, (2, 1))
        assert got.tolist() == [[1.0], [2.0]], f"{A.dtype} @ {b.dtype} → {got.tolist()}: [[1.], [2.]]가 아닙니다 · not [[1.], [2.]]"


def test_product_shape():
    A = torch.tensor([[2.00, 0.00], [0.00, 3.00]])
    b1, b2, b3 = torch.tensor([[-1.0, -5.0]]), torch.tensor([[-1.0], [-5.0]]), torch.tensor([-1.0, -5.0])
    table = (("A@b1", A, b1, None), ("b1@A", b1, A, (1, 2)), ("A@b2", A, b2, (2, 1)), ("b2@A", b2, A, None))
    for name, left, right, shape in (*table, ("A@b3", A, b3, (2,)), ("b3@A", b3, A, (2,))):
        got = written(tensors.product_shape, left, right)
        assert got is None or not isinstance(got, torch.Tensor), f"{name}: 곱이 아니라 모양만 · its shape only, not the product"
        got = None if got is None else tuple(got)
        assert got == shape, f"{name} → {got}, {shape}이어야 합니다 · it should be {shape}"


def test_pairwise_difference():
    got = written(tensors.pairwise_difference, torch.tensor([1, 2, 3]))
    printed = [[0, 1, 2], [-1, 0, 1], [-2, -1, 0]]
    assert got.tolist() == printed, f"{got.tolist()}: 강의의 표 {printed}와 다릅니다 · not the lecture's table"


def test_residual():
    flat, column = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([[0.5], [1.0], [1.5]])
    for y, yhat in ((flat, column), (flat.reshape(3, 1), column)):
        got = written(tensors.residual, y, yhat)
        is_tensor(got, (3, 1))
        assert got.tolist() == [[0.5], [1.0], [1.5]], f"{got.tolist()}: y - yhat이 아닙니다 · not y - yhat"

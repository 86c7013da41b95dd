"""tensors.py의 공개 테스트: 강의에서 출력된 값과 비교합니다. 이 폴더에서 `pytest`를 실행하세요.

Public checks of tensors.py, against the numbers that the lecture prints. Run `pytest` in this folder.
"""

import numpy as np
import torch

import tensors


def is_tensor(got, shape):
    """그 모양의 float32 텐서 / a float32 tensor of that shape."""
    __tracebackhide__ = True
    assert isinstance(got, torch.Tensor), f"텐서가 아니라 {type(got).__name__}입니다.\nIt is a {type(got).__name__}, not a tensor."
    assert tuple(got.shape) == shape, (
        f"모양이 다릅니다.\nIts shape is not the right one.\n  나온 모양 · got:        {tuple(got.shape)}\n  맞는 모양 · right:      {shape}"
    )
    assert got.dtype == torch.float32, f"dtype이 {got.dtype}입니다. torch.float32여야 합니다.\nIts dtype is {got.dtype}. It has to be torch.float32."


def same(got, right, ko="값이 다릅니다.", en="The values are off."):
    """값이 모두 같아야 합니다 / every value is right."""
    __tracebackhide__ = True
    assert got == right, f"{ko}\n{en}\n  나온 값 · got:      {got}\n  맞는 값 · right:    {right}"


def test_as_pair():
    pair = tensors.as_pair([1.0, 2.0, 3.0])
    assert isinstance(pair, (tuple, list)) and len(pair) == 2, (
        f"두 개, (배열, 텐서)를 돌려주어야 합니다. 지금은 {type(pair).__name__}입니다.\nTwo things, (array, tensor), have to come back; yours is a {type(pair).__name__}."
    )
    array, tensor = pair
    assert isinstance(array, np.ndarray), "첫 번째는 넘파이 배열이어야 합니다.\nThe first one has to be a numpy array."
    assert array.dtype == np.float64, f"배열의 dtype이 {array.dtype}입니다. float64여야 합니다.\nThe dtype of the array is {array.dtype}. It has to be float64."
    is_tensor(tensor, (3,))
    same(tensor.tolist(), [1.0, 2.0, 3.0])


def test_as_pair_of_integers():
    array, tensor = tensors.as_pair([4, 5])
    assert array.dtype == np.float64, f"배열의 dtype이 {array.dtype}입니다. float64여야 합니다.\nThe dtype of the array is {array.dtype}. It has to be float64."
    is_tensor(tensor, (2,))
    same([array.tolist(), tensor.tolist()], [[4.0, 5.0], [4.0, 5.0]])


def test_as_pair_keeps_its_digits():
    array, tensor = tensors.as_pair([0.1, 1.23456789])
    same(array.tolist(), [0.1, 1.23456789], "배열은 모든 자리를 float64로 간직해야 합니다.", "The array has to keep all digits of float64.")
    same(tensor.tolist(), torch.tensor([0.1, 1.23456789]).tolist(), "텐서는 모든 자리를 float32로 간직해야 합니다.", "The tensor has to keep all digits of float32.")


def test_grid():
    got = tensors.grid(0, 1, 10)
    is_tensor(got, (10,))
    printed = torch.tensor([0.0000, 0.1111, 0.2222, 0.3333, 0.4444, 0.5556, 0.6667, 0.7778, 0.8889, 1.0000])
    assert torch.allclose(got, printed, atol=1e-4), (
        "\n강의의 수와 다릅니다. 시작과 끝을 모두 포함합니다.\nThese are not the numbers of the lecture. Both ends are included."
        f"\n  나온 값 · got:      {[round(one, 4) for one in got.tolist()]}\n  맞는 값 · right:    {[round(one, 4) for one in printed.tolist()]}"
    )


def test_grid_elsewhere():
    got = tensors.grid(-2, 4, 4)
    is_tensor(got, (4,))
    same([round(one, 4) for one in got.tolist()], [-2.0, 0.0, 2.0, 4.0])


def test_col_vector():
    got = tensors.col_vector([1, 2, 3])
    is_tensor(got, (3, 1))
    same(got.tolist(), [[1.0], [2.0], [3.0]])


def test_col_vector_of_a_tensor():
    got = tensors.col_vector(torch.tensor([0.5, -1.5]))
    is_tensor(got, (2, 1))
    same(got.tolist(), [[0.5], [-1.5]])


def test_row_vector():
    got = tensors.row_vector([1, 2, 3])
    is_tensor(got, (1, 3))
    same(got.tolist(), [[1.0, 2.0, 3.0]])


def test_row_vector_of_a_tensor():
    got = tensors.row_vector(torch.tensor([0.5, -1.5]))
    is_tensor(got, (1, 2))
    same(got.tolist(), [[0.5, -1.5]])


def test_to_float32():
    got = tensors.to_float32(torch.tensor([1, 2]))
    is_tensor(got, (2,))
    same(got.tolist(), [1.0, 2.0])


def test_to_float32_of_a_matrix():
    for given in (torch.tensor([[1, 2], [3, 4]]), torch.tensor([[1.0, 2.0], [3.0, 4.0]], dtype=torch.float64)):
        got = tensors.to_float32(given)
        is_tensor(got, (2, 2))
        same(got.tolist(), [[1.0, 2.0], [3.0, 4.0]])


def test_matmul_any():
    floats, integers = torch.tensor([[1.0, 0.0], [0.0, 1.0]]), torch.tensor([[1, 0], [0, 1]])
    for A, b in (
        (floats, torch.tensor([[1], [2]])),
        (integers, torch.tensor([[1.0], [2.0]])),
        (integers, torch.tensor([[1], [2]])),
    ):
        got = tensors.matmul_any(A, b)
        is_tensor(got, (2, 1))
        same(got.tolist(), [[1.0], [2.0]], f"{A.dtype} @ {b.dtype}의 값이 다릅니다.", f"The values of {A.dtype} @ {b.dtype} are off.")


def test_matmul_any_of_other_shapes():
    A, b = torch.tensor([[1, 2, 3], [4, 5, 6]]), torch.tensor([[0.5, 1.0], [-0.5, 0.0], [2.0, 1.5]])
    got = tensors.matmul_any(A, b)
    is_tensor(got, (2, 2))
    same(got.tolist(), [[5.5, 5.5], [11.5, 13.0]])


def test_product_shape():
    A = torch.tensor([[2.00, 0.00], [0.00, 3.00]])
    b1, b2, b3 = torch.tensor([[-1.0, -5.0]]), torch.tensor([[-1.0], [-5.0]]), torch.tensor([-1.0, -5.0])
    table = (("A@b1", A, b1, None), ("b1@A", b1, A, (1, 2)), ("A@b2", A, b2, (2, 1)), ("b2@A", b2, A, None))
    for name, left, right, shape in (*table, ("A@b3", A, b3, (2,)), ("b3@A", b3, A, (2,))):
        got = tensors.product_shape(left, right)
        assert not isinstance(got, torch.Tensor), "곱이 아니라 그 모양을 돌려주어야 합니다.\nIts shape has to come back, not the product."
        got = None if got is None else tuple(got)
        same(got, shape, f"{name}의 모양이 다릅니다.", f"The shape of {name} is off.")


def test_product_shape_of_other_shapes():
    table = (((3, 2), (2, 4), (3, 4)), ((3, 2), (3, 2), None), ((5, 3), (3,), (5,)), ((3,), (5, 3), None))
    for left, right, shape in table:
        got = tensors.product_shape(torch.ones(left), torch.ones(right))
        got = None if got is None else tuple(got)
        same(got, shape, f"{left} @ {right}의 모양이 다릅니다.", f"The shape of {left} @ {right} is off.")


def test_pairwise_difference():
    got = tensors.pairwise_difference(torch.tensor([1, 2, 3]))
    printed = [[0, 1, 2], [-1, 0, 1], [-2, -1, 0]]
    same(got.tolist(), printed)


def test_pairwise_difference_of_two():
    same(tensors.pairwise_difference(torch.tensor([0.5, 3.0])).tolist(), [[0.0, 2.5], [-2.5, 0.0]])


def test_residual():
    flat, column = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([[0.5], [1.0], [1.5]])
    for y, yhat in ((flat, column), (flat.reshape(3, 1), column)):
        got = tensors.residual(y, yhat)
        is_tensor(got, (3, 1))
        same(got.tolist(), [[0.5], [1.0], [1.5]])


def test_residual_in_every_mix():
    y, yhat = torch.tensor([1.0, -2.0]), torch.tensor([0.5, 0.25])
    for first in (y, y.reshape(2, 1)):
        for second in (yhat, yhat.reshape(2, 1)):
            got = tensors.residual(first, second)
            is_tensor(got, (2, 1))
            same(got.tolist(), [[0.5], [-2.25]])

"""regression_by_hand.py의 공개 채점: 강의에서 출력된 값과 비교합니다. 이 폴더에서 `pytest`를 실행하세요.

Public checks of regression_by_hand.py, against the numbers that the lecture prints. Run `pytest` in this folder.
"""

from pathlib import Path

import pytest
import torch

import regression_by_hand as work

HERE = Path(__file__).resolve().parent
CSV = next(
    (f for place in (HERE, *HERE.parents[:3]) for f in (place / "regression.csv", place / "data" / "regression.csv") if f.is_file()),
    HERE / "regression.csv",
)


def lecture():
    """The lecture's x, y and X, read here without your functions."""
    rows = [line.split(",") for line in CSV.read_text().split()[1:]]
    x = torch.tensor([[float(row[0])] for row in rows])
    y = torch.tensor([[float(row[1])] for row in rows])
    return x, y, torch.cat([torch.ones(len(x), 1), x], dim=1)


def start():
    """The lecture's start, (-5, 10)."""
    return torch.tensor([[-5.0], [10.0]], requires_grad=True)


def is_tensor(got, shape):
    """그 모양의 float32 텐서 / a float32 tensor of that shape."""
    __tracebackhide__ = True
    assert isinstance(got, torch.Tensor), f"텐서가 아니라 {type(got).__name__}입니다.\nIt is a {type(got).__name__}, not a tensor."
    assert tuple(got.shape) == shape, (
        f"모양이 다릅니다.\nIts shape is not the right one.\n  나온 모양 · got:        {tuple(got.shape)}\n  맞는 모양 · right:      {shape}"
    )
    assert got.dtype == torch.float32, f"dtype이 {got.dtype}입니다. torch.float32여야 합니다.\nIts dtype is {got.dtype}. It has to be torch.float32."


def agree(got, lecture, ko, en):
    """값이 강의의 값과 소수점 아래 넷째 자리까지 같아야 합니다 / agrees with the lecture's numbers to four decimals."""
    __tracebackhide__ = True
    got = [round(float(number), 4) for number in got.detach().reshape(-1)]
    same = got == pytest.approx(lecture, abs=2e-4)
    assert same, f"{ko}\n{en}\n  나온 값 · got:          {got}\n  강의의 값 · lecture:    {lecture}"


def has_graph(got):
    """What로 미분할 수 있어야 합니다 / it can be differentiated."""
    __tracebackhide__ = True
    assert got.requires_grad, "그래프가 끊겨서 미분할 수 없습니다.\nThe graph is cut: it cannot be differentiated."


def test_load_regression():
    x, y = work.load_regression(CSV)
    is_tensor(x, (100, 1))
    is_tensor(y, (100, 1))
    agree(torch.cat([x[0], y[0]]), [-2.4821, -8.5420], "첫 행의 (x, y)가 다릅니다.", "(x, y) of the first row is off.")
    agree(torch.cat([x[-1], y[-1]]), [2.6632, 13.8340], "마지막 행의 (x, y)가 다릅니다.", "(x, y) of the last row is off.")


def test_design_matrix():
    x, _, X = lecture()
    got = work.design_matrix(x)
    is_tensor(got, (100, 2))
    agree(got[0], [1.0, -2.4821], "첫 행은 [1, x]여야 합니다.", "The first row has to be [1, x].")
    assert torch.equal(got, X), "첫 행은 맞지만 다른 행이 [1, x]가 아닙니다.\nThe first row is right, but another one is not [1, x]."


def test_yhat():
    _, _, X = lecture()
    got = work.yhat(X, start())
    is_tensor(got, (100, 1))
    has_graph(got)
    agree(got[0], [-29.8211], "(-5, 10)에서 첫 예측값이 다릅니다.", "The first prediction at (-5, 10) is off.")


def test_sse():
    loss = work.sse(torch.tensor([[1.0], [2.0]]), torch.tensor([[0.0], [4.0]], requires_grad=True))
    is_tensor(loss, ())
    has_graph(loss)
    agree(loss, [5.0], "y = (1, 2), yhat = (0, 4)이면 1² + 2² = 5입니다.", "With y = (1, 2) and yhat = (0, 4) it is 1² + 2² = 5.")


def test_mse():
    loss = work.mse(torch.tensor([[1.0], [2.0]]), torch.tensor([[0.0], [4.0]], requires_grad=True))
    is_tensor(loss, ())
    has_graph(loss)
    agree(loss, [2.5], "y = (1, 2), yhat = (0, 4)이면 (1² + 2²) / 2 = 2.5입니다.", "With y = (1, 2) and yhat = (0, 4) it is (1² + 2²) / 2 = 2.5.")


def test_backward():
    _, y, X = lecture()
    What = start()
    work.backward(torch.mean((y - X @ What) ** 2))
    assert What.grad is not None, "What.grad가 비어 있습니다. 미분이 되지 않았습니다.\nWhat.grad is empty. Nothing was differentiated."
    agree(What.grad, [-13.4225, 11.8893], "(-5, 10)에서 MSE를 미분한 값이 다릅니다.", "The derivative of the MSE at (-5, 10) is off.")


def test_update():
    What = start()
    What.grad = torch.tensor([[-13.4225], [11.8893]])
    work.update(What, 0.1)
    agree(What, [-3.6577, 8.8111],
          "(-5, 10)에서 lr = 0.1로 한 번 움직인 What이 다릅니다.",
          "What is off after one move from (-5, 10) with lr = 0.1.")
    assert What.grad is None or not What.grad.any(), "What.grad를 비우지 않았습니다.\nWhat.grad was not cleared."
    assert What.requires_grad, "What이 더 이상 파라메터가 아닙니다.\nWhat is no parameter any more."


@pytest.mark.parametrize("name", ["fit_sse", "fit_mse"])
def test_thirty_epochs(name):
    _, y, X = lecture()
    What = start()
    getattr(work, name)(X, y, What)
    agree(What, [2.4290, 4.0144],
          "(-5, 10)에서 30번 학습한 뒤의 What이 다릅니다. 한 epoch의 값부터 차례로 출력해 보세요.",
          "What is off after 30 epochs from (-5, 10). Print the values of one epoch, step by step.")

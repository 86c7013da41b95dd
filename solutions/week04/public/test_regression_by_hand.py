"""regression_by_hand.py의 공개 테스트: 강의에서 출력된 값과 비교합니다. 이 폴더에서 `pytest`를 실행하세요.

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


def start(w0=-5.0, w1=10.0):
    """The lecture's start, (-5, 10), or another."""
    return torch.tensor([[w0], [w1]], requires_grad=True)


def three():
    """세 행짜리 자료 / three rows: x = (-1, 0, 2), y = (1, 2, 0)."""
    x = torch.tensor([[-1.0], [0.0], [2.0]])
    return x, torch.tensor([[1.0], [2.0], [0.0]]), torch.cat([torch.ones(3, 1), x], dim=1)


def trained(returned, What):
    """주어진 What, 또는 그것이 그대로이면 돌려준 텐서 / the given What, or where that is as it was, the tensor that comes back."""
    moved = not torch.equal(What, start()) and not torch.equal(What, start(1.0, 1.0))
    other = isinstance(returned, torch.Tensor) and returned.shape == What.shape
    return returned if other and not moved else What


def untouched(*given):
    """받은 자료는 그대로여야 합니다 / the data that were given stay as they are."""
    __tracebackhide__ = True
    same = all(any(torch.equal(one, asked) for asked in three()) for one in given)
    assert same, "받은 자료의 값이 바뀌었습니다. 그대로 두세요.\nThe data that were given have changed. Leave them as they are."


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
    assert same, f"{ko}\n{en}\n  나온 값 · got:          {got}\n  맞는 값 · right:        {lecture}"


def has_graph(got):
    """What로 미분할 수 있어야 합니다 / it can be differentiated."""
    __tracebackhide__ = True
    assert got.grad_fn is not None, "그래프가 끊겨서 미분할 수 없습니다.\nThe graph is cut: it cannot be differentiated."


def test_load_regression():
    x, y = work.load_regression(CSV)
    is_tensor(x, (100, 1))
    is_tensor(y, (100, 1))
    agree(torch.cat([x[0], y[0]]), [-2.4821, -8.5420], "첫 행의 (x, y)가 다릅니다.", "(x, y) of the first row is off.")
    agree(torch.cat([x[-1], y[-1]]), [2.6632, 13.8340], "마지막 행의 (x, y)가 다릅니다.", "(x, y) of the last row is off.")


def test_load_regression_of_another_file(tmp_path):
    (tmp_path / "three.csv").write_text("x,y\n-1.5,1.0\n0.25,2.5\n2.0,0.5\n")
    x, y = work.load_regression(tmp_path / "three.csv")
    is_tensor(x, (3, 1))
    is_tensor(y, (3, 1))
    agree(torch.cat([x, y]), [-1.5, 0.25, 2.0, 1.0, 2.5, 0.5],
          "주어진 path의 파일을 읽어야 합니다. 세 행짜리 파일에서 (x, y)가 다릅니다.",
          "The file at the given path is what has to be read. (x, y) of a file of three rows is off.")


def test_design_matrix():
    x, _, X = lecture()
    got = work.design_matrix(x)
    is_tensor(got, (100, 2))
    agree(got[0], [1.0, -2.4821], "첫 행은 [1, x]여야 합니다.", "The first row has to be [1, x].")
    assert torch.equal(got, X), "첫 행은 맞지만 다른 행이 [1, x]가 아닙니다.\nThe first row is right, but another one is not [1, x]."


def test_design_matrix_of_three_rows():
    x, _, X = three()
    got = work.design_matrix(x)
    is_tensor(got, (3, 2))
    assert torch.equal(got, X), f"x = (-1, 0, 2)에서 [1, x]가 아닙니다: {got.tolist()}\nAt x = (-1, 0, 2) it is not [1, x]: {got.tolist()}"
    untouched(x)


def test_yhat():
    _, _, X = lecture()
    got = work.yhat(X, start())
    is_tensor(got, (100, 1))
    has_graph(got)
    agree(got[0], [-29.8211], "(-5, 10)에서 첫 예측값이 다릅니다.", "The first prediction at (-5, 10) is off.")


def test_yhat_of_three_rows():
    (_, _, X), What = three(), start(1.0, 1.0)
    got = work.yhat(X, What)
    is_tensor(got, (3, 1))
    agree(got, [0.0, 1.0, 3.0], "x = (-1, 0, 2), What = (1, 1)에서 예측값이 다릅니다.", "The predictions at x = (-1, 0, 2) with What = (1, 1) are off.")
    got.sum().backward()
    assert What.grad is not None and What.grad.reshape(-1).tolist() == [3.0, 1.0], (
        "yhat에서 What까지 그래프가 이어져 있지 않습니다.\nThe graph does not reach from yhat back to What."
    )
    untouched(X)


def test_sse():
    loss = work.sse(torch.tensor([[1.0], [2.0]]), torch.tensor([[0.0], [4.0]], requires_grad=True))
    is_tensor(loss, ())
    has_graph(loss)
    agree(loss, [5.0], "y = (1, 2), yhat = (0, 4)이면 1² + 2² = 5입니다.", "With y = (1, 2) and yhat = (0, 4) it is 1² + 2² = 5.")


def test_sse_of_three_rows():
    _, y, _ = three()
    loss = work.sse(y, torch.tensor([[0.0], [1.0], [3.0]], requires_grad=True))
    agree(loss, [11.0], "y = (1, 2, 0), yhat = (0, 1, 3)이면 1² + 1² + 3² = 11입니다.", "With y = (1, 2, 0) and yhat = (0, 1, 3) it is 1² + 1² + 3² = 11.")
    untouched(y)


def test_mse():
    loss = work.mse(torch.tensor([[1.0], [2.0]]), torch.tensor([[0.0], [4.0]], requires_grad=True))
    is_tensor(loss, ())
    has_graph(loss)
    agree(loss, [2.5], "y = (1, 2), yhat = (0, 4)이면 (1² + 2²) / 2 = 2.5입니다.", "With y = (1, 2) and yhat = (0, 4) it is (1² + 2²) / 2 = 2.5.")


def test_mse_of_three_rows():
    _, y, _ = three()
    loss = work.mse(y, torch.tensor([[0.0], [1.0], [3.0]], requires_grad=True))
    agree(loss, [3.6667], "y = (1, 2, 0), yhat = (0, 1, 3)이면 (1² + 1² + 3²) / 3입니다.", "With y = (1, 2, 0) and yhat = (0, 1, 3) it is (1² + 1² + 3²) / 3.")
    untouched(y)


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


def test_update_with_another_lr():
    What = start(1.0, 1.0)
    What.grad = torch.tensor([[2.0], [14.0]])
    work.update(What, 0.05)
    agree(What, [0.9, 0.3],
          "What = (1, 1), What.grad = (2, 14), lr = 0.05이면 (0.9, 0.3)으로 갑니다.",
          "From What = (1, 1) with What.grad = (2, 14) and lr = 0.05 it goes to (0.9, 0.3).")


@pytest.mark.parametrize("name", ["fit_sse", "fit_mse"])
def test_thirty_epochs(name):
    _, y, X = lecture()
    What = start()
    agree(trained(getattr(work, name)(X, y, What), What), [2.4290, 4.0144],
          "(-5, 10)에서 30번 학습한 뒤의 What이 다릅니다. 한 에폭의 값부터 차례로 출력해 보세요.",
          "What is off after 30 epochs from (-5, 10). Print the values of one epoch, step by step.")


@pytest.mark.parametrize(("name", "lr"), [("fit_sse", 0.05), ("fit_mse", 0.15)])
def test_three_rows(name, lr):
    (_, y, X), What = three(), start(1.0, 1.0)
    agree(trained(getattr(work, name)(X, y, What, lr=lr, epochs=3), What), [0.934, -0.21],
          f"x = (-1, 0, 2), y = (1, 2, 0), lr = {lr}, epochs = 3이면 (1, 1)에서 (0.9, 0.3), (0.9, -0.04), (0.934, -0.21)로 갑니다.",
          f"With x = (-1, 0, 2), y = (1, 2, 0), lr = {lr} and epochs = 3 it goes from (1, 1) to (0.9, 0.3), (0.9, -0.04), (0.934, -0.21).")
    untouched(X, y)

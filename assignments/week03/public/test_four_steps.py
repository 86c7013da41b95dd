"""four_steps.py의 공개 테스트: 강의에서 출력된 값, 그리고 손으로 계산할 수 있는 세 행짜리 자료와 비교합니다. 이 폴더에서 `pytest`를 실행하세요.

Public checks of four_steps.py, against the numbers that the lecture prints, and on three rows that can be worked out by hand.
Run `pytest` in this folder.
"""

from pathlib import Path

import pytest
import torch

import four_steps as work

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
    return torch.tensor([[1.0, -1.0], [1.0, 0.0], [1.0, 2.0]]), torch.tensor([[1.0], [2.0], [0.0]])


def untouched(X, y):
    """받은 자료는 그대로여야 합니다 / the data that were given stay as they are."""
    __tracebackhide__ = True
    same = torch.equal(X, three()[0]) and torch.equal(y, three()[1])
    assert same, "받은 X나 y의 값이 바뀌었습니다. 그대로 두세요.\nThe given X or y has changed. Leave them as they are."


def is_tensor(got, shape):
    """그 모양의 float32 텐서 / a float32 tensor of that shape."""
    __tracebackhide__ = True
    assert isinstance(got, torch.Tensor), f"텐서가 아니라 {type(got).__name__}입니다.\nIt is a {type(got).__name__}, not a tensor."
    assert tuple(got.shape) == shape, (
        f"모양이 다릅니다.\nIts shape is not the right one.\n  나온 모양 · got:        {tuple(got.shape)}\n  맞는 모양 · right:      {shape}"
    )
    assert got.dtype == torch.float32, f"dtype이 {got.dtype}입니다. torch.float32여야 합니다.\nIts dtype is {got.dtype}. It has to be torch.float32."


def agree(got, lecture, ko, en, within=2e-4):
    """값이 강의에서 출력된 값과 같아야 합니다 / agrees with the numbers that the lecture prints."""
    __tracebackhide__ = True
    got = [round(float(number), 4) for number in got.detach().reshape(-1)]
    same = got == pytest.approx(lecture, abs=within)
    assert same, f"{ko}\n{en}\n  나온 값 · got:          {got}\n  맞는 값 · right:        {lecture}"


def has_graph(got):
    """What으로 미분할 수 있어야 합니다 / it can be differentiated."""
    __tracebackhide__ = True
    assert got.grad_fn is not None, "그래프가 끊겨서 미분할 수 없습니다.\nThe graph is cut: it cannot be differentiated."


def trained(returned, What):
    """주어진 What, 또는 그것이 그대로이면 돌려준 텐서 / the given What, or where that is as it was, the tensor that comes back."""
    moved = not torch.equal(What, start()) and not torch.equal(What, start(1.0, 1.0))
    other = isinstance(returned, torch.Tensor) and returned.shape == What.shape
    return returned if other and not moved else What


def test_yhat():
    _, _, X = lecture()
    got = work.yhat(X, start())
    is_tensor(got, (100, 1))
    has_graph(got)
    agree(got[0], [-29.8211], "(-5, 10)에서 첫 예측값이 다릅니다.", "The first prediction at (-5, 10) is off.")


def test_yhat_of_three_rows():
    (X, y), What = three(), start(1.0, 1.0)
    got = work.yhat(X, What)
    is_tensor(got, (3, 1))
    agree(got, [0.0, 1.0, 3.0], "x = (-1, 0, 2), What = (1, 1)에서 예측값이 다릅니다.", "The predictions at x = (-1, 0, 2) with What = (1, 1) are off.")
    got.sum().backward()
    assert What.grad is not None and What.grad.reshape(-1).tolist() == [3.0, 1.0], (
        "yhat에서 What까지 그래프가 이어져 있지 않습니다.\nThe graph does not reach from yhat back to What."
    )
    untouched(X, y)


def test_sse():
    loss = work.sse(torch.tensor([[1.0], [2.0]]), torch.tensor([[0.0], [4.0]], requires_grad=True))
    is_tensor(loss, ())
    has_graph(loss)
    agree(loss, [5.0], "y = (1, 2), yhat = (0, 4)이면 1² + 2² = 5입니다.", "With y = (1, 2) and yhat = (0, 4) it is 1² + 2² = 5.")


def test_sse_of_three_rows():
    _, y = three()
    loss = work.sse(y, torch.tensor([[0.0], [1.0], [3.0]], requires_grad=True))
    agree(loss, [11.0], "y = (1, 2, 0), yhat = (0, 1, 3)이면 1² + 1² + 3² = 11입니다.", "With y = (1, 2, 0) and yhat = (0, 1, 3) it is 1² + 1² + 3² = 11.")


def test_gradient_by_hand():
    _, y, X = lecture()
    got = work.gradient_by_hand(X, y, start())
    is_tensor(got, (2, 1))
    agree(got, [-1342.25, 1188.93], "(-5, 10)에서 SSE를 미분한 값이 다릅니다.", "The derivative of the SSE at (-5, 10) is off.", within=0.01)


def test_gradient_by_hand_of_three_rows():
    (X, y), What = three(), start(1.0, 1.0)
    got = work.gradient_by_hand(X, y, What)
    is_tensor(got, (2, 1))
    agree(got, [2.0, 14.0], "x = (-1, 0, 2), y = (1, 2, 0)이면 (1, 1)에서 SSE를 미분한 값은 (2, 14)입니다.",
          "With x = (-1, 0, 2) and y = (1, 2, 0) the derivative of the SSE at (1, 1) is (2, 14).")
    assert What.grad is None, "What.grad가 채워졌습니다. 그대로 두세요.\nWhat.grad has been filled in. Leave it as it is."
    untouched(X, y)


def test_backward():
    _, y, X = lecture()
    What = start()
    work.backward(torch.sum((y - X @ What) ** 2))
    assert What.grad is not None, "What.grad가 비어 있습니다. 미분이 되지 않았습니다.\nWhat.grad is empty. Nothing was differentiated."
    agree(What.grad, [-1342.25, 1188.93], "(-5, 10)에서 SSE를 미분한 값이 다릅니다.", "The derivative of the SSE at (-5, 10) is off.", within=0.01)


def test_update():
    What = start()
    What.grad = torch.tensor([[-1342.25], [1188.93]])
    work.update(What, 0.001)
    agree(What, [-3.6577, 8.8111],
          "(-5, 10)에서 lr = 0.001로 한 번 움직인 What이 다릅니다.",
          "What is off after one move from (-5, 10) with lr = 0.001.")
    assert What.grad is None or not What.grad.any(), "What.grad를 비우지 않았습니다.\nWhat.grad was not cleared."
    assert What.requires_grad, "What이 더 이상 파라메터가 아닙니다.\nWhat is no parameter any more."


def test_update_with_another_lr():
    What = start(1.0, 1.0)
    What.grad = torch.tensor([[2.0], [14.0]])
    work.update(What, 0.05)
    agree(What, [0.9, 0.3],
          "What = (1, 1), What.grad = (2, 14), lr = 0.05이면 (0.9, 0.3)으로 갑니다.",
          "From What = (1, 1) with What.grad = (2, 14) and lr = 0.05 it goes to (0.9, 0.3).")


def test_one_epoch():
    _, y, X = lecture()
    What = start()
    work.one_epoch(X, y, What)
    agree(What, [-3.6577, 8.8111],
          "(-5, 10)에서 한 에폭 뒤의 What이 다릅니다. step1부터 차례로 출력해 보세요.",
          "What is off after one epoch from (-5, 10). Print the values, step by step.")


def test_one_epoch_twice():
    (X, y), What = three(), start(1.0, 1.0)
    work.one_epoch(X, y, What, lr=0.05)
    agree(What, [0.9, 0.3],
          "x = (-1, 0, 2), y = (1, 2, 0), lr = 0.05이면 (1, 1)에서 (0.9, 0.3)으로 갑니다.",
          "With x = (-1, 0, 2), y = (1, 2, 0) and lr = 0.05 it goes from (1, 1) to (0.9, 0.3).")
    work.one_epoch(X, y, What, lr=0.05)
    agree(What, [0.9, -0.04],
          "한 번 더 부르면 (0.9, 0.3)에서 (0.9, -0.04)로 갑니다. 첫 에폭의 미분값이 What.grad에 남아 있지 않은지 보세요.",
          "Called once more it goes from (0.9, 0.3) to (0.9, -0.04). Is the gradient of the first epoch still in What.grad?")
    untouched(X, y)


def test_fit():
    _, y, X = lecture()
    What = start()
    agree(trained(work.fit(X, y, What), What), [2.4290, 4.0144],
          "(-5, 10)에서 30번 학습한 뒤의 What이 다릅니다. 한 에폭의 값부터 차례로 출력해 보세요.",
          "What is off after 30 epochs from (-5, 10). Print the values of one epoch, step by step.")


def test_fit_with_another_lr_and_epochs():
    (X, y), What = three(), start(1.0, 1.0)
    agree(trained(work.fit(X, y, What, lr=0.05, epochs=3), What), [0.934, -0.21],
          "x = (-1, 0, 2), y = (1, 2, 0), lr = 0.05, epochs = 3이면 (1, 1)에서 (0.9, 0.3), (0.9, -0.04), (0.934, -0.21)로 갑니다.",
          "With x = (-1, 0, 2), y = (1, 2, 0), lr = 0.05 and epochs = 3 it goes from (1, 1) to (0.9, 0.3), (0.9, -0.04), (0.934, -0.21).")
    untouched(X, y)

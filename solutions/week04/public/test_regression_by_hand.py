"""강의에 나온 수로 하는 공개 검사: torch와 pytest만 있으면 됩니다.

Public checks with the numbers printed in the lecture: torch and pytest are all they need.
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


def is_near(got, printed, what):
    """The numbers the lecture prints, to the digits it prints."""
    __tracebackhide__ = True
    got = [round(float(number), 4) for number in got.detach().reshape(-1)]
    assert got == pytest.approx(printed, abs=2e-4), f"{what}: {got}, 강의에서는 {printed} · the lecture has {printed}"


def test_load_regression():
    x, y = written(work.load_regression, CSV)
    is_tensor(x, (100, 1))
    is_tensor(y, (100, 1))
    is_near(torch.cat([x[0], y[0]]), [-2.4821, -8.5420], "첫 행 · first row")
    is_near(torch.cat([x[-1], y[-1]]), [2.6632, 13.8340], "마지막 행 · last row")


def test_design_matrix():
    x, _, X = lecture()
    got = written(work.design_matrix, x)
    is_tensor(got, (100, 2))
    assert torch.equal(got, X), f"첫 행이 {got[0].tolist()}, [1, x]여야 합니다 · first row {got[0].tolist()}, not [1, x]"


def test_yhat():
    _, _, X = lecture()
    got = written(work.yhat, X, start())
    is_tensor(got, (100, 1))
    assert got.requires_grad, "그래프가 끊겼습니다 · the graph is cut"
    is_near(got[0], [-29.8211], "첫 예측값 · first prediction")


def test_sse():
    loss = written(work.sse, torch.tensor([[1.0], [2.0]]), torch.tensor([[0.0], [4.0]], requires_grad=True))
    assert isinstance(loss, torch.Tensor) and loss.requires_grad, "그래프가 끊겼습니다 · the graph is cut"
    assert loss.item() == 5.0, f"1² + 2² = 5인데 {loss.item()}입니다 · 1² + 2² = 5, not {loss.item()}"


def test_mse():
    loss = written(work.mse, torch.tensor([[1.0], [2.0]]), torch.tensor([[0.0], [4.0]], requires_grad=True))
    assert isinstance(loss, torch.Tensor) and loss.requires_grad, "그래프가 끊겼습니다 · the graph is cut"
    assert loss.item() == 2.5, f"(1² + 2²) / 2 = 2.5인데 {loss.item()}입니다 · (1² + 2²) / 2 = 2.5, not {loss.item()}"


def test_backward():
    _, y, X = lecture()
    What = start()
    written(work.backward, torch.mean((y - X @ What) ** 2))
    assert What.grad is not None, "What.grad가 비어 있습니다: 미분이 되지 않았습니다 · What.grad is empty: nothing was differentiated"
    is_near(What.grad, [-13.4225, 11.8893], "What.grad")


def test_update():
    What = start()
    What.grad = torch.tensor([[-13.4225], [11.8893]])
    written(work.update, What, 0.1)
    is_near(What, [-3.6577, 8.8111], "What")
    assert What.grad is None or not What.grad.any(), "What.grad를 비우지 않았습니다 · What.grad was not cleared"
    assert What.requires_grad, "What이 더 이상 파라메터가 아닙니다 · What is no parameter any more"


@pytest.mark.parametrize("name", ["fit_sse", "fit_mse"])
def test_thirty_epochs(name):
    _, y, X = lecture()
    What = start()
    written(getattr(work, name), X, y, What)
    is_near(What, [2.4290, 4.0144], f"{name}: What")

"""learning_rate.py의 공개 테스트: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of learning_rate.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import learning_rate as work

# x = (-1, 1), y = (1, 3): 직선 2 + x 위의 두 점 / two points on the line 2 + x
X, Y = torch.tensor([[1.0, -1.0], [1.0, 1.0]]), torch.tensor([[1.0], [3.0]])


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got, want = torch.as_tensor(got).detach(), torch.tensor(right)
    assert got.shape == want.shape, f"\n모양이 다릅니다.\nIts shape is not the right one.\n  나온 모양 · got:      {tuple(got.shape)}\n  맞는 모양 · right:    {tuple(want.shape)}"
    same = torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def three():
    """세 행짜리 자료 / three rows: x = (-1, 0, 2), y = (1, 2, 0)."""
    return torch.tensor([[1.0, -1.0], [1.0, 0.0], [1.0, 2.0]]), torch.tensor([[1.0], [2.0], [0.0]])


def untouched(X, y):
    """받은 자료는 그대로여야 합니다 / the data that were given stay as they are."""
    same = torch.equal(X, three()[0]) and torch.equal(y, three()[1])
    assert same, "\n받은 X나 y의 값이 바뀌었습니다. 그대로 두세요.\nThe given X or y has changed. Leave them as they are."


def is_tensor(got, ko, en):
    """float32 텐서여야 합니다 / it has to be a float32 tensor."""
    assert isinstance(got, torch.Tensor), (
        f"\n{ko} 텐서가 아니라 {type(got).__name__}입니다. float32 텐서여야 합니다.\n{en} is a {type(got).__name__}. It has to be a float32 tensor."
    )
    assert got.dtype == torch.float32, f"\n{ko} dtype이 {got.dtype}입니다. torch.float32여야 합니다.\nThe dtype of {en} is {got.dtype}. It has to be torch.float32."


def start(w0=0.0, w1=0.0):
    return torch.tensor([[w0], [w1]], requires_grad=True)


def test_fit_with_history():
    losses, path = work.fit_with_history(X, Y, start(), lr=0.125, epochs=2)
    agree(losses, [10.0, 2.5], "(0, 0)에서 출발하면 에폭마다의 손실은 10, 2.5입니다.", "From (0, 0) the losses are 10 and 2.5, epoch by epoch.")
    agree(path, [[0.0, 0.0], [1.0, 0.5], [1.5, 0.75]],
          "(0, 0)에서 출발하면 (1, 0.5), (1.5, 0.75)를 지나갑니다.",
          "From (0, 0) the path goes through (1, 0.5) and (1.5, 0.75).")
    is_tensor(losses, "losses는", "losses")
    is_tensor(path, "path는", "path")


def test_fit_with_history_of_three_rows():
    data, What = three(), start(1.0, 1.0)
    losses, path = work.fit_with_history(*data, What, lr=0.05, epochs=3)
    agree(losses, [11.0, 3.62, 1.886], "(1, 1)에서 출발하면 에폭마다의 손실은 11, 3.62, 1.886입니다.", "From (1, 1) the losses are 11, 3.62 and 1.886, epoch by epoch.")
    agree(path, [[1.0, 1.0], [0.9, 0.3], [0.9, -0.04], [0.934, -0.21]],
          "(1, 1)에서 출발하면 (0.9, 0.3), (0.9, -0.04), (0.934, -0.21)을 지나갑니다.",
          "From (1, 1) the path goes through (0.9, 0.3), (0.9, -0.04) and (0.934, -0.21).")
    untouched(*data)


def test_fit_with_history_by_default():
    losses, path = work.fit_with_history(X, Y, start())
    sizes = tuple(losses.shape), tuple(path.shape)
    assert sizes == ((30,), (31, 2)), (
        f"\nepochs를 주지 않으면 30번입니다: losses는 (30,), path는 (31, 2). 지금은 {sizes[0]}, {sizes[1]}입니다."
        f"\nWithout epochs it is 30 turns: losses (30,), path (31, 2). Yours are {sizes[0]} and {sizes[1]}."
    )
    agree(path[1], [0.008, 0.004],
          "lr을 주지 않으면 1/1000이고, 첫 에폭 뒤의 What은 (0.008, 0.004)입니다.",
          "Without lr it is 1/1000, and What after the first epoch is (0.008, 0.004).")


def test_compare_rates():
    What = start()
    got = work.compare_rates(X, Y, What, [0.125, 0.25, 0.5], epochs=2)
    agree(What, [[0.0], [0.0]], "주어진 What이 바뀌었습니다. 학습률마다 주어진 What의 복사본으로 학습하세요.", "The given What has changed. Train on a copy of it with each rate.")
    assert What.grad is None, "\n주어진 What의 grad가 채워졌습니다. 복사본으로 학습하세요.\nThe grad of the given What has been filled in. Train on a copy."
    agree(got, [0.625, 0.0, 10.0],
          "0.125는 다가가고, 0.25는 한 번에 닿고, 0.5는 왔다 갔다 합니다.",
          "0.125 comes closer, 0.25 is there at once, 0.5 goes to and fro.")
    is_tensor(got, "돌려준 값은", "what comes back")


def test_compare_rates_of_three_rows():
    data, What = three(), start(1.0, 1.0)
    got = work.compare_rates(*data, What, [0.05, 0.01], epochs=3)
    agree(What, [[1.0], [1.0]], "주어진 What이 바뀌었습니다. 학습률마다 주어진 What의 복사본으로 학습하세요.", "The given What has changed. Train on a copy of it with each rate.")
    agree(got, [1.4213, 6.3659],
          "(1, 1)에서 세 번 학습한 뒤의 손실이 다릅니다.",
          "The losses after three epochs from (1, 1) are off.")
    untouched(*data)


def test_compare_rates_by_default():
    agree(work.compare_rates(X, Y, start(), [0.01]), [0.8635],
          "epochs를 주지 않으면 30번 학습합니다. 그 뒤의 손실이 다릅니다.",
          "Without epochs it is 30 turns. The loss after them is off.")

"""losses.py의 공개 테스트: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of losses.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import losses

X, Y = torch.tensor([[-1.0], [0.0], [1.0]]), torch.tensor([[0.0], [1.0], [1.0]])


def five():
    """관측값 다섯 / five observations."""
    x, y = torch.tensor([-1.0, 0.5, 2.0, -0.25, 1.0]), torch.tensor([1.0, 0.0, 1.0, 0.0, 0.0])
    return x.reshape(-1, 1), y.reshape(-1, 1)


def untouched(x, y):
    """받은 자료는 그대로여야 합니다 / the data that were given stay as they are."""
    same = torch.equal(x, five()[0]) and torch.equal(y, five()[1])
    assert same, "\n받은 x나 y의 값이 바뀌었습니다. 그대로 두세요.\nThe given x or y has changed. Leave them as they are."


def is_tensor(got):
    """float32 텐서여야 합니다 / it has to be a float32 tensor."""
    assert isinstance(got, torch.Tensor), f"\n텐서가 아니라 {type(got).__name__}입니다.\nIt is a {type(got).__name__}, not a tensor."
    assert got.dtype == torch.float32, f"\ndtype이 {got.dtype}입니다. torch.float32여야 합니다.\nIts dtype is {got.dtype}. It has to be torch.float32."


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got, want = torch.as_tensor(got).detach(), torch.tensor(right)
    assert got.shape == want.shape, f"\n모양이 다릅니다.\nIts shape is not the right one.\n  나온 모양 · got:      {tuple(got.shape)}\n  맞는 모양 · right:    {tuple(want.shape)}"
    same = torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def test_loss_surface():
    mse, bce = losses.loss_surface(X, Y, torch.tensor([0.0]), torch.tensor([0.0]))
    agree(mse, [[0.25]], "(0, 0)에서 yhat은 모두 0.5이므로 MSE는 0.25입니다.", "At (0, 0) every yhat is 0.5, so the MSE is 0.25.")
    agree(bce, [[0.6931]], "(0, 0)에서 yhat은 모두 0.5이므로 BCE는 log(2)입니다.", "At (0, 0) every yhat is 0.5, so the BCE is log(2).")


def test_loss_surface_of_a_grid():
    x, y = five()
    mse, bce = losses.loss_surface(x, y, torch.tensor([0.5, -1.0]), torch.tensor([-1.0, 0.0, 2.0]))
    agree(mse, [[0.3111, 0.2895, 0.4882], [0.2616, 0.2572, 0.3455]],
          "w0 = (0.5, -1), w1 = (-1, 0, 2)인 격자에서 MSE가 다릅니다.", "The MSE over the grid w0 = (0.5, -1), w1 = (-1, 0, 2) is off.")
    agree(bce, [[0.8414, 0.7741, 1.3372], [0.8914, 0.7133, 1.0610]],
          "w0 = (0.5, -1), w1 = (-1, 0, 2)인 격자에서 BCE가 다릅니다.", "The BCE over the grid w0 = (0.5, -1), w1 = (-1, 0, 2) is off.")
    is_tensor(mse)
    is_tensor(bce)
    untouched(x, y)


def test_compare_losses():
    agree(losses.compare_losses(0.0, 0.0, X, Y, lr=0.1, epochs=1), [[0.1, 0.1], [0.1, 0.1]],
          "Adam의 첫 update는 어느 loss에서나 lr만큼입니다.",
          "Adam's first update is of size lr with either loss.")


def test_compare_losses_with_another_lr_and_epochs():
    x, y = five()
    got = losses.compare_losses(0.5, -1.0, x, y, lr=0.2, epochs=3)
    agree(got, [[-0.0902, -0.4003], [-0.0884, -0.4054]],
          "관측값 다섯으로 (0.5, -1)에서 lr=0.2로 3 에폭 학습한 (w0, w1)이 다릅니다.",
          "(w0, w1) after 3 epochs from (0.5, -1) on five observations with lr=0.2 is off.")
    is_tensor(got)
    untouched(x, y)


def test_compare_losses_by_default():
    agree(losses.compare_losses(0.0, 0.0, X, Y), [[1.4230, 2.9409], [1.6129, 3.3178]],
          "lr과 epochs를 주지 않으면 lr=0.05로 100 에폭입니다. 그 뒤의 (w0, w1)이 다릅니다.",
          "Without lr and epochs it is 100 epochs with lr=0.05. (w0, w1) after them is off.")

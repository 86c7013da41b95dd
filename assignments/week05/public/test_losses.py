"""losses.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of losses.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import losses

X, Y = torch.tensor([[-1.0], [0.0], [1.0]]), torch.tensor([[0.0], [1.0], [1.0]])


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got, want = torch.as_tensor(got).detach(), torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.tolist()}\n  맞는 값 · right:    {want.tolist()}"


def test_loss_surface():
    mse, bce = losses.loss_surface(X, Y, torch.tensor([0.0]), torch.tensor([0.0]))
    agree(mse, [[0.25]], "(0, 0)에서 yhat은 모두 0.5이므로 MSE는 0.25입니다.", "At (0, 0) every yhat is 0.5, so the MSE is 0.25.")
    agree(bce, [[0.6931]], "(0, 0)에서 yhat은 모두 0.5이므로 BCE는 log(2)입니다.", "At (0, 0) every yhat is 0.5, so the BCE is log(2).")


def test_compare_losses():
    agree(losses.compare_losses(0.0, 0.0, X, Y, lr=0.1, epochs=1), [[0.1, 0.1], [0.1, 0.1]],
          "Adam의 첫 update는 어느 loss에서나 lr만큼입니다.",
          "Adam's first update is of size lr with either loss.")

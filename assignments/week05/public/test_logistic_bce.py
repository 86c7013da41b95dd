"""logistic_bce.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of logistic_bce.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import logistic_bce


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.tolist()}\n  맞는 값 · right:    {want.tolist()}"


def column(*values):
    return torch.tensor(values).reshape(-1, 1)


def start(w0, w1):
    """`Sequential(Linear(1,1), Sigmoid())`, (w0, w1)에서 출발 / starting at (w0, w1)."""
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Sigmoid())
    net[0].bias.data = torch.tensor([w0])
    net[0].weight.data = torch.tensor([[w1]])
    return net


def line(net):
    return torch.stack([net[0].bias[0], net[0].weight[0, 0]])


X, Y = column(-1.0, 0.0, 1.0), column(0.0, 1.0, 1.0)


def test_bce():
    agree(logistic_bce.bce(column(1.0, 0.0), torch.full((2, 1), 0.5)), 0.6931,
          "yhat이 모두 0.5이면 loss의 평균은 log(2)입니다.",
          "Where every yhat is 0.5, the mean of the loss is log(2).")


def test_bce_with_logits():
    agree(logistic_bce.bce_with_logits(column(1.0, 0.0), torch.zeros(2, 1)), 0.6931,
          "u가 모두 0이면 yhat은 모두 0.5이고, loss의 평균은 log(2)입니다.",
          "Where every u is 0, every yhat is 0.5 and the mean of the loss is log(2).")


def test_one_epoch_bce():
    net = start(0.0, 0.0)
    logistic_bce.one_epoch_bce(net, torch.optim.SGD(net.parameters(), lr=0.1), X, Y)
    agree(line(net), [0.0167, 0.0333],
          "관측값 셋으로 (0, 0)에서 한 epoch 학습한 (w0, w1)이 다릅니다. 종이에 step1부터 계산해 보세요.",
          "(w0, w1) after one epoch from (0, 0) on three observations is off. Work it out on paper, step1 first.")


def test_fit_bce():
    net = start(0.0, 0.0)
    logistic_bce.fit_bce(net, X, Y, lr=0.1, epochs=1)
    agree(line(net), [0.0167, 0.0333],
          "관측값 셋으로 (0, 0)에서 한 epoch 학습한 (w0, w1)이 다릅니다.",
          "(w0, w1) after one epoch from (0, 0) on three observations is off.")


def test_make_adam():
    optimizr = logistic_bce.make_adam(start(0.0, 0.0), 0.05)
    assert isinstance(optimizr, torch.optim.Adam), (
        f"\ntorch.optim.Adam을 돌려주어야 합니다. 지금은 {type(optimizr).__name__}입니다."
        f"\nA torch.optim.Adam has to come back; yours is a {type(optimizr).__name__}."
    )


def test_fit_adam():
    net = start(0.0, 0.0)
    logistic_bce.fit_adam(net, X, Y, lr=0.1, epochs=1)
    agree(line(net), [0.1, 0.1],
          "Adam의 첫 update는 기울기의 크기와 상관없이 lr만큼입니다. (0, 0)에서 한 epoch 뒤의 (w0, w1)이 다릅니다.",
          "Adam's first update is of size lr, whatever the gradient. (w0, w1) after one epoch from (0, 0) is off.")

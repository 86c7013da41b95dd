"""logistic_bce.py의 공개 테스트: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of logistic_bce.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import logistic_bce


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    assert got.shape == want.shape, f"\n모양이 다릅니다.\nIts shape is not the right one.\n  나온 모양 · got:      {tuple(got.shape)}\n  맞는 모양 · right:    {tuple(want.shape)}"
    same = torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


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


def five():
    """관측값 다섯 / five observations."""
    return column(-1.0, 0.5, 2.0, -0.25, 1.0), column(1.0, 0.0, 1.0, 0.0, 0.0)


def untouched(x, y):
    """받은 자료는 그대로여야 합니다 / the data that were given stay as they are."""
    same = torch.equal(x, five()[0]) and torch.equal(y, five()[1])
    assert same, "\n받은 x나 y의 값이 바뀌었습니다. 그대로 두세요.\nThe given x or y has changed. Leave them as they are."


def a_loss(got):
    """미분할 수 있는 0차원 float32 텐서여야 합니다 / it has to be a 0-d float32 tensor that can be differentiated."""
    assert isinstance(got, torch.Tensor), f"\n텐서가 아니라 {type(got).__name__}입니다.\nIt is a {type(got).__name__}, not a tensor."
    assert got.dtype == torch.float32, f"\ndtype이 {got.dtype}입니다. torch.float32여야 합니다.\nIts dtype is {got.dtype}. It has to be torch.float32."
    assert got.requires_grad, "\n그래프가 끊겨서 미분할 수 없습니다.\nThe graph is cut: it cannot be differentiated."


def test_bce():
    agree(logistic_bce.bce(column(1.0, 0.0), torch.full((2, 1), 0.5)), 0.6931,
          "yhat이 모두 0.5이면 loss의 평균은 log(2)입니다.",
          "Where every yhat is 0.5, the mean of the loss is log(2).")


def test_bce_of_three():
    got = logistic_bce.bce(column(1.0, 0.0, 1.0), column(0.8, 0.3, 0.25).requires_grad_())
    agree(got, 0.6554,
          "y = (1, 0, 1), yhat = (0.8, 0.3, 0.25)에서 loss의 평균이 다릅니다.",
          "The mean of the loss is off at y = (1, 0, 1), yhat = (0.8, 0.3, 0.25).")
    a_loss(got)


def test_bce_with_logits():
    agree(logistic_bce.bce_with_logits(column(1.0, 0.0), torch.zeros(2, 1)), 0.6931,
          "u가 모두 0이면 yhat은 모두 0.5이고, loss의 평균은 log(2)입니다.",
          "Where every u is 0, every yhat is 0.5 and the mean of the loss is log(2).")


def test_bce_with_logits_of_three():
    got = logistic_bce.bce_with_logits(column(1.0, 0.0, 1.0), column(2.0, -0.5, 0.3).requires_grad_())
    agree(got, 0.3851,
          "y = (1, 0, 1), u = (2, -0.5, 0.3)에서 loss의 평균이 다릅니다.",
          "The mean of the loss is off at y = (1, 0, 1), u = (2, -0.5, 0.3).")
    a_loss(got)


def test_bce_with_logits_far_out():
    agree(logistic_bce.bce_with_logits(column(1.0, 0.0), column(-200.0, 150.0)), 175.0,
          "y = (1, 0), u = (-200, 150)이면 loss는 (200 + 150) / 2입니다. u가 커도 유한해야 합니다.",
          "With y = (1, 0) and u = (-200, 150) the loss is (200 + 150) / 2. It has to be finite where u is large, too.")


def test_one_epoch_bce():
    net = start(0.0, 0.0)
    logistic_bce.one_epoch_bce(net, torch.optim.SGD(net.parameters(), lr=0.1), X, Y)
    agree(line(net), [0.0167, 0.0333],
          "관측값 셋으로 (0, 0)에서 한 에폭 학습한 (w0, w1)이 다릅니다. 종이에 step1부터 계산해 보세요.",
          "(w0, w1) after one epoch from (0, 0) on three observations is off. Work it out on paper, step1 first.")


def test_one_epoch_bce_twice():
    (x, y), net = five(), start(0.5, -1.0)
    optimizr = torch.optim.SGD(net.parameters(), lr=0.5)
    logistic_bce.one_epoch_bce(net, optimizr, x, y)
    agree(line(net), [0.4443, -0.9005],
          "관측값 다섯으로 (0.5, -1)에서 lr=0.5로 한 에폭 학습한 (w0, w1)이 다릅니다.",
          "(w0, w1) after one epoch from (0.5, -1) on five observations with lr=0.5 is off.")
    logistic_bce.one_epoch_bce(net, optimizr, x, y)
    agree(line(net), [0.3897, -0.8093],
          "한 번 더 부른 뒤의 (w0, w1)이 다릅니다. 첫 에폭의 미분값이 남아 있지 않은지 보세요.",
          "(w0, w1) is off after it is called once more. Is the gradient of the first epoch still there?")
    untouched(x, y)


def test_fit_bce():
    net = start(0.0, 0.0)
    logistic_bce.fit_bce(net, X, Y, lr=0.1, epochs=1)
    agree(line(net), [0.0167, 0.0333],
          "관측값 셋으로 (0, 0)에서 한 에폭 학습한 (w0, w1)이 다릅니다.",
          "(w0, w1) after one epoch from (0, 0) on three observations is off.")


def test_fit_bce_with_another_lr_and_epochs():
    (x, y), net = five(), start(0.5, -1.0)
    logistic_bce.fit_bce(net, x, y, lr=0.5, epochs=3)
    agree(line(net), [0.3366, -0.7261],
          "관측값 다섯으로 (0.5, -1)에서 lr=0.5로 3 에폭 학습한 (w0, w1)이 다릅니다.",
          "(w0, w1) after 3 epochs from (0.5, -1) on five observations with lr=0.5 is off.")
    untouched(x, y)


def test_fit_bce_by_default():
    net = start(0.0, 0.0)
    logistic_bce.fit_bce(net, X, Y)
    agree(line(net), [0.5084, 1.1714],
          "lr과 epochs를 주지 않으면 lr=0.05로 100 에폭입니다. 그 뒤의 (w0, w1)이 다릅니다.",
          "Without lr and epochs it is 100 epochs with lr=0.05. (w0, w1) after them is off.")


def test_make_adam():
    net = start(0.5, -1.0)
    optimizr = logistic_bce.make_adam(net, 0.02)
    assert isinstance(optimizr, torch.optim.Adam), (
        f"\ntorch.optim.Adam을 돌려주어야 합니다. 지금은 {type(optimizr).__name__}입니다."
        f"\nA torch.optim.Adam has to come back; yours is a {type(optimizr).__name__}."
    )
    for bias, weight in ((0.5, -2.0), (-0.25, 3.0)):
        net[0].bias.grad, net[0].weight.grad = torch.tensor([bias]), torch.tensor([[weight]])
        optimizr.step()
    agree(line(net), [0.4747, -0.9850],
          "lr=0.02인 옵티마이저가 미분값 (0.5, -2), (-0.25, 3)으로 두 번 움직인 뒤의 (w0, w1)이 다릅니다.",
          "(w0, w1) is off after two moves of the optimiser with lr=0.02, by the gradients (0.5, -2) and (-0.25, 3).")


def test_fit_adam():
    net = start(0.0, 0.0)
    logistic_bce.fit_adam(net, X, Y, lr=0.1, epochs=1)
    agree(line(net), [0.1, 0.1],
          "Adam의 첫 update는 미분값의 크기와 상관없이 lr만큼입니다. (0, 0)에서 한 에폭 뒤의 (w0, w1)이 다릅니다.",
          "Adam's first update is of size lr, whatever the gradient. (w0, w1) after one epoch from (0, 0) is off.")


def test_fit_adam_with_another_lr_and_epochs():
    (x, y), net = five(), start(0.5, -1.0)
    logistic_bce.fit_adam(net, x, y, lr=0.2, epochs=3)
    agree(line(net), [-0.0884, -0.4054],
          "관측값 다섯으로 (0.5, -1)에서 lr=0.2로 3 에폭 학습한 (w0, w1)이 다릅니다.",
          "(w0, w1) after 3 epochs from (0.5, -1) on five observations with lr=0.2 is off.")
    untouched(x, y)


def test_fit_adam_by_default():
    net = start(0.0, 0.0)
    logistic_bce.fit_adam(net, X, Y)
    agree(line(net), [1.6129, 3.3178],
          "lr과 epochs를 주지 않으면 lr=0.05로 100 에폭입니다. 그 뒤의 (w0, w1)이 다릅니다.",
          "Without lr and epochs it is 100 epochs with lr=0.05. (w0, w1) after them is off.")

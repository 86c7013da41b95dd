"""batches.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of batches.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import batches

X, Y = torch.ones(3, 1), torch.ones(3, 1)


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def zero():
    """0에서 출발하는 Linear(1,1) / a Linear(1,1) that starts at 0."""
    net = torch.nn.Linear(1, 1)
    for p in net.parameters():
        p.data = torch.zeros_like(p)
    return net


def five():
    """관측값 다섯 / five observations."""
    return torch.tensor([[-1.0], [0.0], [2.0], [1.0], [3.0]]), torch.tensor([[1.0], [0.0], [1.0], [0.0], [1.0]])


def numbers(net):
    return torch.cat([p.reshape(-1) for p in net.parameters()])


def test_one_epoch():
    net = zero()
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(X, Y), batch_size=3)
    batches.one_epoch(net, loader, torch.optim.SGD(net.parameters(), lr=1.0))
    agree(numbers(net), [0.5, 0.5],
          "u가 0이면 기울기는 모두 -0.5입니다. lr=1로 한 걸음입니다.", "Where u is 0, both gradients are -0.5: one step with lr=1.")


def test_one_epoch_twice():
    net = zero()
    optimizr = torch.optim.SGD(net.parameters(), lr=0.5)
    loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(*five()), batch_size=2)
    batches.one_epoch(net, loader, optimizr)
    agree(numbers(net), [0.7365, 0.2559],
          "관측값 다섯을 둘씩 나누면 한 에폭에 세 번 update합니다.", "Five observations by two are three updates an epoch.")
    batches.one_epoch(net, loader, optimizr)
    agree(numbers(net), [0.7444, 0.2228],
          "한 번 더 부른 다음의 파라메터가 다릅니다. 앞의 미분값이 남아 있지 않은지 보세요.", "The parameters after it is called once more are off. Is an earlier gradient still there?")


def test_fit_batches():
    agree(numbers(batches.fit_batches(zero(), X, Y, batch_size=2, lr=1.0, epochs=1)), [0.7689, 0.7689],
          "한 에폭에 두 번 update합니다: 0.5, 그다음 0.5 + (1 - sigmoid(1)).", "There are two updates in an epoch: 0.5, then 0.5 + (1 - sigmoid(1)).")


def test_fit_batches_of_three_epochs():
    agree(numbers(batches.fit_batches(zero(), *five(), batch_size=2, lr=0.5, epochs=3)), [0.7530, 0.1963],
          "관측값 다섯을 둘씩 나누어 세 에폭 학습한 파라메터가 다릅니다.", "The parameters after three epochs on five observations, two a batch, are off.")


def test_fit_shuffled():
    agree(numbers(batches.fit_shuffled(zero(), X, Y, 0, batch_size=3, lr=0.1, epochs=1)), [0.1, 0.1],
          "Adam의 첫 걸음은 기울기의 크기와 관계없이 lr만큼입니다.", "Adam's first step is lr long, however large the gradient is.")


def test_fit_shuffled_of_three_epochs():
    agree(numbers(batches.fit_shuffled(zero(), *five(), 3, batch_size=5, lr=0.1, epochs=3)), [0.2877, 0.2685],
          "관측값 다섯이 한 미니배치일 때 세 에폭 학습한 파라메터가 다릅니다.", "The parameters after three epochs on five observations, all in one batch, are off.")


def test_fit_shuffled_in_batches_of_two():
    agree(numbers(batches.fit_shuffled(zero(), *five(), 3, batch_size=2, lr=0.1, epochs=3)), [0.4026, 0.2433],
          "관측값 다섯을 둘씩 섞어 세 에폭 학습한 파라메터가 다릅니다. 순서는 에폭마다 새로 섞고, seed는 처음에 한 번만 고정합니다.",
          "The parameters after three epochs on five observations, shuffled and two a batch, are off. Every epoch shuffles anew, and the seed is fixed once, at the beginning.")


def test_accuracy():
    net = zero()
    net.weight.data = torch.ones(1, 1)
    agree(batches.accuracy(net, torch.tensor([[-1.0], [2.0], [0.3], [-0.2]]), torch.tensor([[0.0], [1.0], [0.0], [0.0]])), 0.75,
          "네 개 가운데 세 개를 맞혔습니다.", "Three of four are right.")

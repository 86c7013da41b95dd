"""training.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of training.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import training

ONE = torch.ones(1, 1)


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def ones():
    """x = 1에서 ReLU(1·x + 1)·1 + 1 = 3 / at x = 1 it gives 3."""
    return torch.ones(1, 1), torch.ones(1), torch.ones(1, 1), torch.ones(1)


def test_SGD():
    w = torch.tensor([1.0], requires_grad=True)
    optimizr = training.SGD([w], lr=0.1, momentum=0.5)
    for _ in range(2):
        (2 * w).sum().backward()
        optimizr.step()
        optimizr.zero_grad()
    agree(w, [0.5], "v는 2, 그다음 0.5·2 + 2 = 3입니다: 1 − 0.2 − 0.3.", "v is 2, then 0.5·2 + 2 = 3: 1 − 0.2 − 0.3.")
    assert w.grad is None or not w.grad.any(), "\n기울기가 남아 있습니다.\nA gradient is left."


def test_SGD_of_three_parameters():
    w, c, unused = (torch.tensor([one], requires_grad=True) for one in (1.0, 2.0, 3.0))
    optimizr = training.SGD(iter([w, unused, c]), lr=0.1, momentum=0.5)
    for _ in range(2):
        (2 * w + 5 * c).sum().backward()
        optimizr.step()
        optimizr.zero_grad()
    agree(torch.cat([w, unused, c]), [0.5, 3.0, 0.75],
          "파라메터 셋이 한 번만 돌 수 있는 것으로 왔고, 가운데 것에는 기울기가 없습니다. v는 파라메터마다 따로 있습니다.",
          "Three parameters came in what can be walked through only once, and the one between has no gradient. Each has a v of its own.")


def test_fit_with():
    net = torch.nn.Linear(1, 1)
    for p in net.parameters():
        p.data = torch.zeros_like(p)
    training.fit_with(net, ONE, ONE, torch.optim.SGD(net.parameters(), lr=0.1), epochs=1)
    agree(torch.cat([p.reshape(-1) for p in net.parameters()]), [0.2, 0.2],
          "0에서 두 기울기는 -2입니다. lr=0.1로 한 걸음입니다.", "At 0 both gradients are -2: one step with lr=0.1.")


def test_fit_with_of_three_epochs():
    net = torch.nn.Linear(1, 1)
    for p in net.parameters():
        p.data = torch.zeros_like(p)
    x, y = torch.tensor([[-1.0], [0.0], [2.0]]), torch.tensor([[1.0], [2.0], [0.0]])
    training.fit_with(net, x, y, torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.5), epochs=3)
    agree(torch.cat([p.detach().reshape(-1) for p in net.parameters()]), [-0.1329, 0.3903],
          "관측값 셋으로 세 에폭 학습한 파라메터가 다릅니다.", "The parameters after three epochs on three observations are off.")


def test_gradients():
    for got, right in zip(training.gradients(ONE, ONE, *ones()), ([[4.0]], [4.0], [[8.0]], [4.0])):
        agree(got, right, "yhat = 3이므로 yhat의 기울기는 2·(3 − 1) = 4입니다.", "yhat = 3, so its gradient is 2·(3 − 1) = 4.")


def test_gradients_of_three_rows():
    x, y = torch.tensor([[-2.0], [0.0], [2.0]]), torch.tensor([[1.0], [0.0], [4.0]])
    found = training.gradients(x, y, torch.tensor([[1.0, -1.0]]), torch.tensor([0.5, 0.5]), torch.tensor([[1.0], [2.0]]), torch.tensor([0.5]))
    for name, got, right in zip(("dW1", "db1", "dW2", "db2"), found, ([[-1.3333, -12.0]], [0.6667, 8.6667], [[-1.0], [8.1667]], [3.6667])):
        agree(got, right, f"관측값 셋, 은닉노드 둘일 때의 {name}: 값이 다릅니다.", f"With three observations and two hidden nodes {name} is off.")


def test_gradients_where_u_is_0():
    one, zero = torch.ones(1), torch.zeros(1)
    found = training.gradients(ONE, ONE, torch.ones(1, 1), -one, torch.ones(1, 1), zero)
    for name, got, right in zip(("dW1", "db1", "dW2", "db2"), found, ([[0.0]], [0.0], [[0.0]], [-2.0])):
        agree(got, right, f"u가 0이면 ReLU의 미분은 0입니다: {name}", f"Where u is 0, the derivative of ReLU is 0: {name}")


def test_fit_by_hand():
    W1, b1, W2, b2 = ones()
    agree(training.fit_by_hand(ONE, ONE, W1, b1, W2, b2, lr=0.1, epochs=1), [4.0], "첫 loss는 (3 − 1)² = 4입니다.", "The first loss is (3 − 1)² = 4.")
    agree(torch.cat([p.reshape(-1) for p in (W1, b1, W2, b2)]), [0.6, 0.6, 0.2, 0.6],
          "기울기 4, 4, 8, 4에 0.1을 곱한 만큼 움직입니다.", "They move by 0.1 times the gradients 4, 4, 8, 4.")


def test_fit_by_hand_of_three_epochs():
    W1, b1, W2, b2 = ones()
    x, y = torch.tensor([[-0.5], [0.0], [2.0]]), torch.tensor([[1.0], [0.0], [4.0]])
    agree(training.fit_by_hand(x, y, W1, b1, W2, b2, lr=0.05, epochs=3), [1.4167, 1.1132, 0.9870],
          "관측값 셋으로 세 에폭 동안의 loss가 다릅니다.", "The losses of three epochs on three observations are off.")
    agree(torch.cat([p.reshape(-1) for p in (W1, b1, W2, b2)]), [1.0677, 0.8245, 0.9016, 0.8160],
          "세 에폭 학습한 파라메터가 다릅니다.", "The parameters after three epochs are off.")

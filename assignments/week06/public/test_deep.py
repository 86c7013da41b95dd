"""deep.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of deep.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import deep


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def test_relu():
    u = torch.tensor([-1.0, 0.0, 2.0])
    agree(deep.relu(u), [0.0, 0.0, 2.0], "음수는 0, 나머지는 그대로입니다.", "Negative numbers become 0, the rest stays.")
    assert u.tolist() == [-1.0, 0.0, 2.0], "\n받은 u의 값이 바뀌었습니다. 그대로 두고 새 텐서를 돌려주세요.\nThe given u has changed. Leave it as it is, and return a new tensor."


def test_step_by_two_lines():
    agree(deep.step_by_two_lines(torch.tensor([[-1.0], [0.5], [3.0]]), 0.0, 1.0), [[0.0], [0.5], [1.0]],
          "0까지는 0, 1부터는 1, 그 사이는 직선입니다.", "0 up to 0, 1 from 1 on, a straight line between.")


def test_step_by_two_lines_of_another_width():
    agree(deep.step_by_two_lines(torch.tensor([[-1.0], [1.5], [4.0]]), 1.0, 2.0), [[0.0], [0.25], [1.0]],
          "1까지는 0, 3부터는 1이고 1.5에서는 0.25입니다.", "0 up to 1, 1 from 3 on, and 0.25 at 1.5.")


def test_Net():
    net = deep.Net(2)
    agree(sum(p.numel() for p in net.parameters()), 7.0,
          "은닉노드가 2개이면 파라메터는 2+2+2+1 = 7개입니다.", "With 2 hidden nodes there are 2+2+2+1 = 7 numbers to learn.")
    for p in net.parameters():
        p.data = torch.ones_like(p)
    agree(net(torch.tensor([[-3.0], [1.0]])), [[1.0], [5.0]],
          "파라메터가 모두 1이면 yhat = 1 + 2·ReLU(1 + x)입니다.", "With all parameters 1, yhat = 1 + 2·ReLU(1 + x).")
    for p in net.parameters():
        p.data = -torch.ones_like(p)
    agree(net(torch.tensor([[-3.0], [1.0]])), [[-5.0], [-1.0]],
          "파라메터가 모두 -1이면 yhat = -1 - 2·ReLU(-1 - x)입니다.", "With all parameters -1, yhat = -1 - 2·ReLU(-1 - x).")


def test_Net_is_made_in_order():
    torch.manual_seed(9)
    got = deep.Net(2)(torch.ones(1, 1)).item()
    assert abs(got - 0.1839) > 1e-4, (
        "\n출력층을 먼저 만들었습니다. 층을 만드는 순서대로 난수를 쓰므로, 은닉층을 먼저 만드세요."
        "\nThe output layer is made first. Layers draw their numbers in the order they are made: make the hidden layer first."
    )


def test_make_net():
    net = deep.make_net(2, 43052)
    shapes = [list(p.shape) for p in net.parameters()]
    assert shapes == [[2, 1], [2], [1, 2], [1]], f"\n은닉노드가 2개이면 Linear(1,2), ReLU, Linear(2,1)의 순서입니다. 파라메터의 모양이 다릅니다.\nWith 2 hidden nodes it is Linear(1,2), ReLU, Linear(2,1). The shapes of the parameters are off.\n  나온 모양 · got:      {shapes}\n  맞는 모양 · right:    [[2, 1], [2], [1, 2], [1]]"
    agree(deep.make_net(2, 43052)(torch.zeros(1, 1)), net(torch.zeros(1, 1)).tolist(),
          "같은 seed로는 같은 네트워크가 나와야 합니다. 층을 만들기 전에 torch.manual_seed로 고정하세요.", "The same seed gives the same net. Fix it by torch.manual_seed before the layers are made.")


def test_make_net_bends():
    net = deep.make_net(3, 7)
    at = [net(torch.full((1, 1), x)).item() for x in (-100.0, 0.0, 100.0)]
    assert abs(at[0] + at[2] - 2 * at[1]) > 1e-3, "\nyhat이 직선입니다. 두 층 사이에 ReLU가 있어야 합니다.\nyhat is a straight line. Between the two layers there has to be a ReLU."
    drawn = torch.cat([p.reshape(-1) for p in net.parameters()])
    other = torch.cat([p.reshape(-1) for p in deep.make_net(3, 8).parameters()])
    assert not torch.equal(drawn, other), "\nseed가 다르면 파라메터도 달라야 합니다.\nWith another seed the parameters are others."


def test_make_net_computes_with_relu():
    net = deep.make_net(2, 7)
    for p in net.parameters():
        p.data = torch.ones_like(p)
    agree(net(torch.tensor([[-4.0], [1.0]])), [[1.0], [5.0]],
          "파라메터가 모두 1이면 yhat = 1 + 2·ReLU(1 + x)입니다.", "With all parameters 1, yhat = 1 + 2·ReLU(1 + x).")


def test_fit_deep():
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.ReLU(), torch.nn.Linear(1, 1))
    for p in net.parameters():
        p.data = torch.ones_like(p)
    deep.fit_deep(net, torch.tensor([[0.0], [1.0]]), torch.tensor([[0.0], [0.0]]), lr=0.1, epochs=1)
    agree(torch.cat([p.reshape(-1) for p in net.parameters()]), [0.9, 0.9, 0.9, 0.9],
          "Adam의 첫 걸음은 기울기의 크기와 관계없이 lr만큼입니다.", "Adam's first step is lr long, however large the gradient is.")


def test_fit_deep_by_its_own_lr():
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.ReLU(), torch.nn.Linear(1, 1))
    for p in net.parameters():
        p.data = torch.ones_like(p)
    deep.fit_deep(net, torch.tensor([[0.0], [1.0]]), torch.tensor([[0.0], [0.0]]), epochs=1)
    agree(torch.cat([p.reshape(-1) for p in net.parameters()]), [0.95, 0.95, 0.95, 0.95],
          "lr을 주지 않으면 0.05입니다. 기본값을 그대로 두세요.", "Where no lr is given it is 0.05. Leave the default as it is.")


def test_fit_deep_of_three_epochs():
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.ReLU(), torch.nn.Linear(1, 1))
    for p in net.parameters():
        p.data = torch.ones_like(p)
    deep.fit_deep(net, torch.tensor([[-0.5], [0.0], [2.0]]), torch.tensor([[1.0], [0.0], [4.0]]), lr=0.1, epochs=3)
    agree(torch.cat([p.detach().reshape(-1) for p in net.parameters()]), [1.2876, 0.7183, 0.7712, 0.7141],
          "관측값 셋으로 세 에폭 학습한 파라메터가 다릅니다.", "The parameters after three epochs on three observations are off.")

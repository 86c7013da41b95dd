"""gan.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of gan.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import gan


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def D(x):
    """모든 것을 절반의 확률로 진짜라고 합니다 / says of everything that it is as likely real as not."""
    return torch.sigmoid(0 * x)


def zero(*last):
    """0에서 출발하는 Linear(1,1) / a Linear(1,1) that starts at 0."""
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), *last)
    for p in net.parameters():
        p.data = torch.zeros_like(p)
    return net


def test_Discriminator():
    net = gan.Discriminator(2)
    agree(sum(p.numel() for p in net.parameters()), 7.0,
          "은닉노드가 2개이면 파라메터는 2+2+2+1 = 7개입니다.", "With 2 hidden nodes there are 2+2+2+1 = 7 numbers to learn.")
    for p in net.parameters():
        p.data = torch.zeros_like(p)
    agree(net(torch.tensor([[-3.0], [1.0]])), [[0.5], [0.5]],
          "파라메터가 모두 0이면 확률은 0.5입니다.", "With all parameters 0 the probability is 0.5.")


def test_discriminator_loss():
    agree(gan.discriminator_loss(D, torch.ones(3, 1), torch.ones(2, 1)), 1.3863,
          "둘 다 0.5라고 하면 loss는 2·log 2입니다.", "Where both are said to be 0.5, the loss is 2·log 2.")


def test_generator_loss():
    agree(gan.generator_loss(D, torch.ones(3, 1)), 0.6931,
          "0.5라고 하면 loss는 log 2입니다.", "Where it is said to be 0.5, the loss is log 2.")


def test_fit_gan():
    G, net = zero(), zero(torch.nn.Sigmoid())
    gan.fit_gan(G, net, torch.full((4, 1), 5.0), lr=0.1, epochs=1)
    agree(net[0].weight, [[0.1]], "D는 큰 쪽이 진짜라고 배웁니다. Adam의 첫 걸음은 lr만큼입니다.",
          "D learns that larger is real. Adam's first step is lr long.")
    agree(G[0].bias, [0.1], "고친 D가 보기에 G는 더 큰 수를 만들어야 합니다.", "By D after its update, G should make larger numbers.")


def test_generate():
    agree(gan.generate(zero(), 3, 0), [[0.0], [0.0], [0.0]], "모두 0인 G는 0만 만듭니다.", "A G of zeros makes zeros only.")
    double = torch.nn.Linear(1, 1)
    double.weight.data, double.bias.data = torch.ones(1, 1), torch.zeros(1)
    agree(gan.generate(double, 2, 0), gan.generate(double, 2, 0).tolist(), "같은 seed로는 같은 값이 나와야 합니다.", "The same seed gives the same values.")

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


def rising():
    """D(x) = sigmoid(x)."""
    net = torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.Sigmoid())
    net[0].weight.data, net[0].bias.data = torch.ones(1, 1), torch.zeros(1)
    return net


def three():
    """가짜 셋 / three fake rows."""
    return torch.tensor([[0.0], [-1.0], [3.0]])


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
    for sign in (1.0, -1.0):
        for p in net.parameters():
            p.data = torch.full_like(p, sign)
        agree(net(torch.tensor([[-3.0], [1.0]])), [[0.7311], [0.9933]] if sign > 0 else [[0.0067], [0.2689]],
              f"파라메터가 모두 {sign:+.0f}일 때의 확률이 다릅니다.", f"The probabilities with all parameters {sign:+.0f} are off.")


def test_Discriminator_is_made_in_order():
    torch.manual_seed(9)
    got = gan.Discriminator(2)(torch.ones(1, 1)).item()
    assert abs(got - 0.5458) > 1e-4, (
        "\n출력층을 먼저 만들었습니다. 층을 만드는 순서대로 난수를 쓰므로, 은닉층을 먼저 만드세요."
        "\nThe output layer is made first. Layers draw their numbers in the order they are made: make the hidden layer first."
    )


def test_discriminator_loss():
    agree(gan.discriminator_loss(D, torch.ones(3, 1), torch.ones(2, 1)), 1.3863,
          "둘 다 0.5라고 하면 loss는 2·log 2입니다.", "Where both are said to be 0.5, the loss is 2·log 2.")


def test_discriminator_loss_of_five_rows():
    fake = three().requires_grad_()
    agree(gan.discriminator_loss(rising(), torch.tensor([[1.0], [2.0]]), fake), 1.5718,
          "D(x) = sigmoid(x)이고 진짜가 1, 2, 가짜가 0, -1, 3일 때의 loss가 다릅니다. 판별자는 진짜를 1, 가짜를 0이라고 해야 합니다.",
          "With D(x) = sigmoid(x), the real 1, 2 and the fake 0, -1, 3, the loss is off. The discriminator has to say 1 of what is real and 0 of what is fake.")
    real = torch.tensor([[1.0], [2.0]], requires_grad=True)
    loss = gan.discriminator_loss(rising(), real, fake)
    assert loss.grad_fn is not None, "\n그래프가 끊겨서 미분할 수 없습니다.\nThe graph is cut: it cannot be differentiated."
    loss.backward()
    assert fake.grad is None, "\n미분이 fake까지 갔습니다. 판별자의 loss에서 fake는 주어진 자료입니다.\nIt was differentiated back into fake. In the discriminator's loss fake is data that is given."


def test_generator_loss():
    agree(gan.generator_loss(D, torch.ones(3, 1)), 0.6931,
          "0.5라고 하면 loss는 log 2입니다.", "Where it is said to be 0.5, the loss is log 2.")


def test_generator_loss_of_three_rows():
    fake = three().requires_grad_()
    loss = gan.generator_loss(rising(), fake)
    agree(loss, 0.685, "D(x) = sigmoid(x)이고 가짜가 0, -1, 3일 때의 loss가 다릅니다. 생성자는 D가 가짜를 1이라고 하기를 바랍니다.", "With D(x) = sigmoid(x) and the fake 0, -1, 3, the loss is off. The generator wants D to say 1 of what is fake.")
    assert loss.grad_fn is not None, "\n그래프가 끊겨서 미분할 수 없습니다.\nThe graph is cut: it cannot be differentiated."
    loss.backward()
    assert fake.grad is not None and fake.grad.any(), "\n미분이 fake까지 가지 않았습니다. 생성자는 fake를 거쳐서 배웁니다.\nIt was not differentiated back to fake. It is through fake that the generator learns."


def test_fit_gan():
    G, net = zero(), zero(torch.nn.Sigmoid())
    torch.manual_seed(0)
    gan.fit_gan(G, net, torch.full((4, 1), 5.0), lr=0.1, epochs=1)
    agree(net[0].weight, [[0.1]], "D는 큰 쪽이 진짜라고 배웁니다. Adam의 첫 걸음은 lr만큼입니다.",
          "D learns that larger is real. Adam's first step is lr long.")
    agree(G[0].bias, [0.1], "고친 D가 보기에 G는 더 큰 수를 만들어야 합니다.", "By D after its update, G should make larger numbers.")


def test_fit_gan_of_three_epochs():
    G, net = torch.nn.Sequential(torch.nn.Linear(1, 1)), rising()
    G[0].weight.data, G[0].bias.data = torch.ones(1, 1), torch.zeros(1)
    torch.manual_seed(0)
    gan.fit_gan(G, net, torch.tensor([[4.0], [5.0], [7.0]]), lr=0.1, epochs=3)
    agree(torch.cat([p.reshape(-1) for p in net.parameters()]), [0.817, -0.2988],
          "진짜 셋으로 세 에폭 학습한 D의 파라메터가 다릅니다.", "The parameters of D after three epochs on three real rows are off.")
    agree(torch.cat([p.reshape(-1) for p in G.parameters()]), [0.725, 0.2987],
          "진짜 셋으로 세 에폭 학습한 G의 파라메터가 다릅니다.", "The parameters of G after three epochs on three real rows are off.")


def test_generate():
    agree(gan.generate(zero(), 3, 0), [[0.0], [0.0], [0.0]], "모두 0인 G는 0만 만듭니다.", "A G of zeros makes zeros only.")
    double = torch.nn.Linear(1, 1)
    double.weight.data, double.bias.data = torch.ones(1, 1), torch.zeros(1)
    agree(gan.generate(double, 2, 0), gan.generate(double, 2, 0).tolist(), "같은 seed로는 같은 값이 나와야 합니다.", "The same seed gives the same values.")
    got = gan.generate(double, 3, 0)
    agree(got, [[1.541], [-0.2934], [-2.1788]], "seed가 0일 때의 값이 다릅니다. 잡음은 표준정규분포에서 뽑습니다.", "The values with seed 0 are off. The noise is drawn from the standard normal distribution.")
    assert not got.requires_grad, "\n그래프가 남아 있습니다. 그래프가 없는 텐서를 돌려주세요.\nIt still has a graph. Return a tensor without one."

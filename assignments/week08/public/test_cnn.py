"""cnn.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of cnn.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

from pathlib import Path

import torch

import cnn

CSV = Path(__file__).parents[1] / "data" / "shapes.csv"


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def ones(net):
    """파라메터를 모두 1로 둡니다 / puts 1 into every parameter."""
    for p in net.parameters():
        p.data = torch.ones_like(p)
    return net


def test_load_images():
    X, labels = cnn.load_images(CSV)
    agree(X.shape, [60.0, 1.0, 8.0, 8.0], "8×8 이미지 60장, 채널은 하나입니다.", "60 images of 8×8, one channel.")
    agree(torch.bincount(labels), [20.0, 20.0, 20.0],
          "세 레이블이 20장씩 있습니다.", "There are 20 of each of the three labels.")
    agree(X.max(), 1.0, "가장 밝은 픽셀은 1입니다.", "The brightest pixel is 1.")
    label, *pixels = (int(number) for number in CSV.read_text().split()[1].split(","))
    agree(labels[0], float(label), f"첫 이미지의 레이블은 {label}입니다.", f"The label of the first image is {label}.")
    agree(9 * X[0, 0, 0], [float(one) for one in pixels[:8]], "첫 이미지의 윗줄이 다릅니다. 픽셀은 윗줄부터 차례로 있습니다.", "The top row of the first image is off. Pixels stand row by row, from the top.")


def test_CNN():
    agree(ones(cnn.CNN(1))(torch.zeros(1, 1, 8, 8)), [[10.0, 10.0, 10.0]],
          "파라메터가 모두 1이고 이미지가 0이면 합성곱은 1, 점수는 9·1 + 1 = 10입니다.",
          "With all parameters 1 and an image of 0, the convolution is 1 and a score is 9·1 + 1 = 10.")
    net, X = ones(cnn.CNN(2)), torch.zeros(1, 1, 8, 8)
    agree(sum(p.numel() for p in net.parameters()), 77.0,
          "channels=2이면 파라메터는 2·9 + 2 + 3·18 + 3 = 77개입니다.", "With channels=2 there are 2·9 + 2 + 3·18 + 3 = 77 numbers to learn.")
    X[0, 0, 0, 0] = 9.0
    agree(net(X), [[37.0, 37.0, 37.0]],
          "왼쪽 위의 픽셀만 9이면 두 필터에서 한 칸은 10, 나머지 여덟 칸은 1입니다: 2·(10 + 8) + 1 = 37.",
          "With only the top left pixel at 9, one cell of each of the two filters is 10 and the other eight are 1: 2·(10 + 8) + 1 = 37.")
    net(X).sum().backward()
    assert all(p.grad is not None for p in net.parameters()), "\n그래프가 끊겨서 미분할 수 없는 파라메터가 있습니다.\nThe graph is cut: there are parameters that it cannot be differentiated by."
    for p in net.parameters():
        p.data = -torch.ones_like(p)
    agree(net(torch.zeros(1, 1, 8, 8)), [[-1.0, -1.0, -1.0]],
          "파라메터가 모두 -1이고 이미지가 0이면 ReLU 다음은 0, 점수는 -1입니다.", "With all parameters -1 and an image of 0, what follows ReLU is 0, and a score is -1.")


def test_CNN_is_made_in_order():
    torch.manual_seed(0)
    got = cnn.CNN(1)(torch.linspace(-1, 1, 64).reshape(1, 1, 8, 8))[0, 0].item()
    assert abs(got + 0.4444) > 1e-4, (
        "\n직선을 먼저 만들었습니다. 층을 만드는 순서대로 난수를 쓰므로, 합성곱을 먼저 만드세요."
        "\nThe line is made first. Layers draw their numbers in the order they are made: make the convolution first."
    )


def test_make_cnn():
    agree(sum(p.numel() for p in cnn.make_cnn(1, 0).parameters()), 57.0,
          "channels=1이면 파라메터는 10 + 20 + 27 = 57개입니다.", "With channels=1 there are 10 + 20 + 27 = 57 numbers to learn.")
    agree(cnn.make_cnn(1, 0)(torch.zeros(1, 1, 8, 8)), cnn.make_cnn(1, 0)(torch.zeros(1, 1, 8, 8)).tolist(),
          "같은 seed로는 같은 네트워크가 나와야 합니다. 층을 만들기 전에 torch.manual_seed로 고정하세요.", "The same seed gives the same net. Fix it by torch.manual_seed before the layers are made.")
    agree(cnn.make_cnn(2, 0)(torch.linspace(-1, 1, 64).reshape(1, 1, 8, 8)), [[-0.2117, -0.1138, 0.1195]],
          "channels=2, seed=0일 때의 점수가 다릅니다. 층의 순서를 문제와 비교하세요.", "The scores with channels=2 and seed=0 are off. Compare the order of the layers with the exercise.")


def test_shapes_through():
    net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(6, 2))
    got = [tuple(shape) for shape in cnn.shapes_through(net, torch.zeros(4, 2, 3))]
    assert got == [(4, 6), (4, 2)], f"\nFlatten 다음은 (4,6), Linear 다음은 (4,2)입니다.\n(4,6) after Flatten, (4,2) after Linear.\n  나온 값 · got:      {got}"


def test_fit_cnn():
    net = ones(torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(1, 2)))
    cnn.fit_cnn(net, torch.ones(3, 1, 1, 1), torch.zeros(3, dtype=torch.int64), lr=0.1, epochs=1, batch_size=3)
    agree(torch.cat([p.reshape(-1) for p in net.parameters()]), [1.1, 0.9, 1.1, 0.9],
          "Adam의 첫 걸음은 기울기의 크기와 관계없이 lr만큼입니다.", "Adam's first step is lr long, however large the gradient is.")


def test_fit_cnn_of_two_epochs():
    net = ones(torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(1, 2)))
    cnn.fit_cnn(net, torch.tensor([1.0, -1.0, 2.0, 0.5, 3.0]).reshape(-1, 1, 1, 1), torch.tensor([0, 1, 0, 1, 0]), lr=0.1, epochs=2, batch_size=2)
    agree(torch.cat([p.detach().reshape(-1) for p in net.parameters()]), [1.5368, 0.4632, 1.0162, 0.9838],
          "이미지 다섯을 둘씩 나누어 두 에폭 학습한 파라메터가 다릅니다.", "The parameters after two epochs on five images, two a batch, are off.")


def test_fit_cnn_of_two_layers():
    net = ones(torch.nn.Sequential(torch.nn.Conv2d(1, 1, 1), torch.nn.Flatten(), torch.nn.Linear(1, 2)))
    net[2].weight.data[1] = 0.0
    cnn.fit_cnn(net, torch.ones(3, 1, 1, 1), torch.ones(3, dtype=torch.int64), lr=0.1, epochs=1, batch_size=3)
    agree(torch.cat([p.detach().reshape(-1) for p in net[0].parameters()]), [0.9, 0.9],
          "앞의 층도 lr만큼 움직여야 합니다.", "The layer in front moves by lr, too.")


def test_predict():
    net = torch.nn.Flatten()
    agree(cnn.predict(net, torch.tensor([[[[0.0, 3.0, 1.0]]], [[[2.0, 0.0, 1.0]]]])), [1.0, 0.0],
          "가장 큰 점수는 1번, 0번입니다.", "The largest scores are number 1 and number 0.")

"""midterm.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of midterm.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import midterm

ONE, ZERO = torch.ones(1, 1), torch.zeros(1, 1)


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def line(w, b):
    """Linear(1,1): w·x + b."""
    net = torch.nn.Linear(1, 1)
    net.weight.data, net.bias.data = torch.full((1, 1), w), torch.full((1,), b)
    return net


def three():
    """관측값 셋 / three observations."""
    return torch.tensor([[-1.0], [0.0], [2.0]]), torch.tensor([[1.0], [2.0], [0.0]])


def numbers(net):
    return torch.cat([p.reshape(-1) for p in net.parameters()])


def test_make_net():
    net = midterm.make_net()
    shapes = sorted(list(p.shape) for p in net.parameters())
    assert shapes == [[1], [1, 2], [2], [2, 1]], f"\nLinear(1,2), ReLU, Linear(2,1)의 순서입니다. 파라메터의 모양이 다릅니다.\nIt is Linear(1,2), ReLU, Linear(2,1). The shapes of the parameters are off.\n  나온 모양 · got:      {shapes}\n  맞는 모양 · right:    [[1], [1, 2], [2], [2, 1]]"
    agree(net(torch.tensor([[0.0], [1.0]])), [[-0.3], [0.2]],
          "0에서 2·0.5 − 1.3 = -0.3, 1에서 3·0.5 − 1.3 = 0.2입니다.", "At 0 it is 2·0.5 − 1.3 = -0.3, at 1 it is 3·0.5 − 1.3 = 0.2.")


def test_first_gradients():
    net = line(1.0, 0.0)
    found = midterm.first_gradients(net, 2 * ONE, ZERO)
    agree(found["weight"], [[8.0]], "(0 − w·2)²의 미분은 w = 1에서 8입니다.", "The derivative of (0 − w·2)² is 8 at w = 1.")
    agree(found["bias"], [4.0], "b로 미분하면 4입니다.", "By b it is 4.")
    agree(numbers(net), [1.0, 0.0], "net은 그대로여야 합니다.", "The net stays as it is.")
    assert all(p.grad is None or not p.grad.any() for p in net.parameters()), "\nnet에 미분값이 남아 있습니다.\nA gradient is left in the net."
    found = midterm.first_gradients(net, *three())
    agree([found["weight"].item(), found["bias"].item()], [4.0, -1.3333], "관측값 셋일 때의 미분값이 다릅니다.", "The derivatives on three observations are off.")


def test_fit_adam_then_sgd():
    net = midterm.fit_adam_then_sgd(line(1.0, 0.0), ONE, ZERO, lr=0.1, adam_epochs=1, sgd_epochs=1)
    agree(numbers(net), [0.74, -0.26], "Adam의 첫 걸음은 0.1, yhat은 0.8이 됩니다. SGD의 걸음은 0.1·2·0.8입니다.",
          "Adam's first step is 0.1, and yhat becomes 0.8. The step of SGD is 0.1·2·0.8.")


def test_fit_adam_then_sgd_of_five_epochs():
    net = midterm.fit_adam_then_sgd(line(1.0, 0.0), *three(), lr=0.1, adam_epochs=3, sgd_epochs=2)
    agree(numbers(net), [0.161, 0.4882], "관측값 셋, Adam으로 세 에폭, SGD로 두 에폭 학습한 파라메터가 다릅니다.",
          "The parameters after three epochs of Adam and two of SGD on three observations are off.")


def test_path_of():
    agree(midterm.path_of(line(1.0, 0.0), ONE, ZERO, lr=0.1, epochs=2), [[1.0, 0.0], [0.8, -0.2], [0.68, -0.32]],
          "yhat은 1, 그다음 0.6입니다. 걸음은 0.1·2·yhat입니다.", "yhat is 1, then 0.6. A step is 0.1·2·yhat.")
    path = midterm.path_of(line(1.0, 0.0), *three(), lr=0.1, epochs=1)
    agree(path, [[1.0, 0.0], [0.6, 0.1333]], "관측값 셋일 때의 경로가 다릅니다.", "The path on three observations is off.")
    assert not path.requires_grad, "\n그래프가 남아 있습니다. 그래프가 없는 텐서를 돌려주세요.\nIt still has a graph. Return a tensor without one."


def test_print_path(capsys):
    midterm.print_path(torch.tensor([[1.0, -0.25], [0.123456, 2.0]]))
    got = capsys.readouterr().out.rstrip()
    right = "epoch 0: 1.0000 -0.2500\nepoch 1: 0.1235 2.0000"
    assert got, f"\n출력한 것이 없습니다. print를 쓰세요.\nNothing is printed. Use print.\n맞는 것 · right:\n{right}"
    assert got == right, f"\n나온 것 · got:\n{got}\n맞는 것 · right:\n{right}"


def test_fit_steps():
    net = midterm.fit_steps(line(1.0, 0.0), ONE, ZERO, lr=0.1, step_size=1, gamma=0.5, epochs=2)
    agree(numbers(net), [0.74, -0.26], "첫 걸음은 0.1·2·1, 둘째 걸음은 0.05·2·0.6입니다.", "The first step is 0.1·2·1, the second 0.05·2·0.6.")


def test_fit_steps_of_six_epochs():
    net = midterm.fit_steps(line(1.0, 0.0), *three(), lr=0.1, step_size=2, gamma=0.5, epochs=6)
    agree(numbers(net), [0.0777, 0.4441], "두 에폭마다 학습률이 반이 될 때, 여섯 에폭 학습한 파라메터가 다릅니다.",
          "The parameters after six epochs, with the rate halved every two, are off.")


def test_fit_best_of_a_loss_that_rises_first():
    test = torch.tensor([[0.0]]), torch.tensor([[1.5]])
    net, best = midterm.fit_best(line(1.0, 0.0), *three(), *test, lr=1.0, epochs=6)
    agree(numbers(net), [-1.1545, 1.4198], "처음 보는 자료에서의 MSE가 오르내릴 때, 돌려준 파라메터가 다릅니다. 모든 에폭 가운데 가장 좋은 것입니다.",
          "Where the MSE on the data not seen rises and falls, the parameters given back are off. They are the best of all epochs.")
    agree(best, 0.0064, "그때의 MSE가 다릅니다.", "Its MSE is off.")


def test_fit_best():
    net, best = midterm.fit_best(line(1.0, 0.0), ONE, ZERO, ONE, ONE, lr=0.1, epochs=3)
    agree(numbers(net), [0.9, -0.1], "처음 보는 자료에서는 첫 에폭의 update 다음이 가장 좋았습니다. 출발점 (1, 0)은 평가하지 않습니다.",
          "On the data not seen the first epoch, after its update, was best. The start, (1, 0), is not evaluated.")
    agree(best, 0.04, "그때의 MSE는 (1 − 0.8)²입니다.", "Its MSE is (1 − 0.8)².")

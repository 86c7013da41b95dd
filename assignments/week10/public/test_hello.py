"""hello.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of hello.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import hello


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


def test_CharLSTM():
    net = hello.CharLSTM(3, 2, 1)
    agree(sum(p.numel() for p in net.parameters()), 32.0,
          "파라메터는 6 + (8+4+4+4) + 6 = 32개입니다.", "There are 6 + (8+4+4+4) + 6 = 32 numbers to learn.")
    agree(ones(net)(torch.tensor([0])), [[1.7401, 1.7401, 1.7401]],
          "파라메터가 모두 1이면 c = sigmoid(4)·tanh(4), h = sigmoid(4)·tanh(c), 점수는 h + 1입니다.",
          "With all parameters 1, c = sigmoid(4)·tanh(4), h = sigmoid(4)·tanh(c), and a score is h + 1.")


def test_CharLSTM_of_three_letters():
    net = hello.CharLSTM(3, 2, 1)
    for p in net.parameters():
        p.data = torch.linspace(-1, 1, p.numel()).reshape(p.shape)
    agree(net(torch.tensor([0, 2, 1])), [[-1.0623, 0.0, 1.0623], [-1.0497, 0.0, 1.0497], [-1.083, 0.0, 1.083]],
          "글자 셋을 차례로 볼 때의 점수가 다릅니다. 은닉상태는 글자에서 글자로 이어집니다.", "The scores of three letters, one after the other, are off. The hidden state goes on from letter to letter.")


def test_fit_text():
    net = torch.nn.Embedding(1, 2)
    net.weight.data = torch.zeros(1, 2)
    hello.fit_text(net, torch.tensor([0, 0]), torch.tensor([1, 1]), lr=0.1, epochs=1)
    agree(net.weight, [[-0.1, 0.1]],
          "Adam의 첫 걸음은 기울기의 크기와 관계없이 lr만큼입니다.", "Adam's first step is lr long, however large the gradient is.")


def test_fit_text_of_three_epochs():
    net = torch.nn.Embedding(2, 2)
    net.weight.data = torch.zeros(2, 2)
    hello.fit_text(net, torch.tensor([0, 1, 0]), torch.tensor([1, 0, 1]), lr=0.1, epochs=3)
    agree(net.weight.detach(), [[-0.2984, 0.2984], [0.2984, -0.2984]],
          "세 글자로 세 에폭 학습한 파라메터가 다릅니다.", "The parameters after three epochs on three letters are off.")


def test_generate():
    net = torch.nn.Embedding(2, 2)
    net.weight.data = torch.tensor([[0.0, 1.0], [1.0, 0.0]])
    got = hello.generate(net, "a", 3, ["a", "b"])
    assert got == "abab", f"\na 다음은 b, b 다음은 a입니다.\nb comes after a, and a after b.\n  나온 값 · got:      {got}\n  맞는 값 · right:    abab"
    lengths = []

    def remembers(numbers):
        lengths.append(len(numbers))
        return torch.eye(2)[(numbers + 1) % 2]

    hello.generate(remembers, "a", 3, ["a", "b"])
    assert lengths[-1] > 1, "\n마지막 글자만 넣었습니다. 지금까지의 글자를 모두 넣으세요.\nOnly the last letter was put in. Put in all letters so far."

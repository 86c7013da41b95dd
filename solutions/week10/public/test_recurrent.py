"""recurrent.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of recurrent.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import recurrent


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


ONE = torch.ones(1, 1)


def test_rnn_cell():
    agree(recurrent.rnn_cell(torch.tensor([1.0]), torch.tensor([2.0]), ONE, 2 * ONE, torch.tensor([-4.0])), [0.7616],
          "tanh(1·1 + 2·2 - 4) = tanh(1) = 0.7616입니다.", "tanh(1·1 + 2·2 - 4) = tanh(1) = 0.7616.")


def two():
    """은닉상태가 둘인 예 / an example with two hidden states."""
    return torch.tensor([[1.0, -1.0]]), torch.tensor([[0.5, 1.0], [-1.0, 0.25]]), torch.tensor([0.5, -0.25])


def test_rnn_cell_of_two_states():
    h = torch.tensor([0.2, -0.4])
    agree(recurrent.rnn_cell(torch.tensor([1.0]), h, *two()), [0.964, -0.8178], "은닉상태가 둘일 때의 값이 다릅니다.", "The values with two hidden states are off.")
    agree(h, [0.2, -0.4], "받은 h는 그대로여야 합니다.", "The given h stays as it is.")


def test_run_rnn():
    agree(recurrent.run_rnn(torch.tensor([[1.0], [0.0]]), ONE, ONE, torch.tensor([0.0])), [[0.7616], [0.6420]],
          "tanh(1), 그다음 tanh(tanh(1))입니다.", "tanh(1), then tanh(tanh(1)).")


def test_torch_rnn():
    rnn = recurrent.torch_rnn(ONE, ONE, torch.tensor([0.0]))
    agree(rnn(torch.tensor([[1.0], [0.0]]))[0], [[0.7616], [0.6420]],
          "run_rnn과 같은 값이어야 합니다.", "It gives the values of run_rnn.")


def test_torch_rnn_of_two_states():
    agree(recurrent.torch_rnn(*two())(torch.tensor([[1.0], [0.0]]))[0], [[0.9051, -0.8483], [0.9469, 0.4162]],
          "은닉상태가 둘일 때도 run_rnn과 같은 값이어야 합니다.", "With two hidden states, too, it gives the values of run_rnn.")


def test_lstm_cell_of_two_states():
    W, U, b = torch.linspace(-1, 1, 8).reshape(1, 8), torch.linspace(1, -1, 16).reshape(2, 8), torch.linspace(0, 1, 8)
    h, c = recurrent.lstm_cell(torch.tensor([2.0]), torch.tensor([0.5, -0.5]), torch.tensor([1.0, -1.0]), W, U, b)
    agree(c, [0.656, -0.352], "은닉상태가 둘일 때의 c가 다릅니다.", "With two hidden states c is off.")
    agree(h, [0.5433, -0.3285], "은닉상태가 둘일 때의 h가 다릅니다.", "With two hidden states h is off.")


def test_lstm_cell():
    h, c = recurrent.lstm_cell(torch.zeros(1), torch.zeros(1), torch.tensor([2.0]), torch.zeros(1, 4), torch.zeros(1, 4), torch.zeros(4))
    agree(c, [1.0], "문이 모두 1/2이면 c는 2/2 + 0/2 = 1입니다.", "With every gate at 1/2, c is 2/2 + 0/2 = 1.")
    agree(h, [0.3808], "h는 tanh(1)/2입니다.", "h is tanh(1)/2.")

"""layers.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of layers.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import layers


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def test_Linear():
    layer = layers.Linear(torch.tensor([[2.0], [3.0]]), torch.tensor([1.0]))
    agree(layer.forward(torch.tensor([[1.0, 0.0], [1.0, 1.0]])), [[3.0], [6.0]],
          "1·2+0·3+1 = 3, 1·2+1·3+1 = 6입니다.", "1·2+0·3+1 = 3, and 1·2+1·3+1 = 6.")
    agree(layer.backward(torch.tensor([[1.0], [10.0]])), [[2.0, 3.0], [20.0, 30.0]],
          "입력의 기울기는 뒤에서 온 기울기에 W를 곱한 것입니다.", "The gradient of the input is the one from behind, times W.")
    agree(layer.dW, [[11.0], [10.0]], "dW는 x.T와 기울기의 곱입니다.", "dW is x.T times the gradient.")
    agree(layer.db, [11.0], "b는 모든 행에 더해졌으므로 기울기도 모두 더합니다.", "b was added to every row, so its gradient is added up over them.")
    layer.forward(torch.tensor([[2.0, 0.0]]))
    layer.backward(torch.tensor([[1.0]]))
    agree(layer.dW, [[2.0], [0.0]], "한 번 더 쓰면 dW는 나중의 x와 기울기로 다시 계산됩니다.", "Used once more, dW is computed anew, of the later x and gradient.")
    agree(layer.db, [1.0], "db도 다시 계산됩니다.", "db is computed anew, too.")


def test_Relu():
    layer = layers.Relu()
    u = torch.tensor([-1.0, 2.0])
    agree(layer.forward(u), [0.0, 2.0], "음수는 0이 됩니다.", "Negative numbers become 0.")
    assert u.tolist() == [-1.0, 2.0], "\n받은 u의 값이 바뀌었습니다. 그대로 두고 새 텐서를 주세요.\nThe given u has changed. Leave it as it is, and give a new tensor."
    agree(layer.backward(torch.tensor([5.0, 7.0])), [0.0, 7.0], "0이 된 곳으로는 기울기가 지나가지 않습니다.", "No gradient passes where it became 0.")
    layer.forward(torch.tensor([0.0, 1.0]))
    agree(layer.backward(torch.tensor([5.0, 7.0])), [0.0, 7.0], "u가 0이면 미분은 0입니다.", "Where u is 0, the derivative is 0.")


def test_Mse():
    layer = layers.Mse()
    agree(layer.forward(torch.tensor([[1.0], [2.0]]), torch.tensor([[0.0], [4.0]])), 2.5, "(1 + 4) / 2입니다.", "(1 + 4) / 2.")
    agree(layer.backward(), [[1.0], [-2.0]], "2·(yhat − y) / 2입니다.", "2·(yhat − y) / 2.")
    agree(layer.forward(torch.tensor([[1.0, 2.0]]), torch.tensor([[0.0, 4.0]])), 2.5, "칸이 둘이므로 (1 + 4) / 2입니다.", "There are two entries: (1 + 4) / 2.")
    agree(layer.backward(), [[1.0, -2.0]], "평균은 모든 칸에 대한 것입니다: 2·(yhat − y) / 2.", "The mean is over all entries: 2·(yhat − y) / 2.")


def test_Sigmoid():
    u = torch.tensor([0.0], requires_grad=True)
    v = layers.Sigmoid.apply(u)
    agree(v, [0.5], "sigmoid(0) = 0.5입니다.", "sigmoid(0) = 0.5.")
    assert isinstance(v.grad_fn, torch.autograd.function.BackwardCFunction), "\n미분은 직접 쓴 backward가 해야 합니다: torch.autograd.Function을 상속하세요.\nYour own backward has to differentiate it: inherit from torch.autograd.Function."
    (8 * v).backward()
    agree(u.grad, [2.0], "0에서의 미분은 1/4이고, 뒤에서 온 기울기는 8입니다.", "The derivative at 0 is 1/4, and the gradient from behind is 8.")

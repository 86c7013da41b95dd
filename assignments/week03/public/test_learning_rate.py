"""learning_rate.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of learning_rate.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import learning_rate as work

# x = (-1, 1), y = (1, 3): 직선 2 + x 위의 두 점 / two points on the line 2 + x
X, Y = torch.tensor([[1.0, -1.0], [1.0, 1.0]]), torch.tensor([[1.0], [3.0]])


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got, want = torch.as_tensor(got).detach(), torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.tolist()}\n  맞는 값 · right:    {want.tolist()}"


def start():
    return torch.zeros(2, 1, requires_grad=True)


def test_fit_with_history():
    losses, path = work.fit_with_history(X, Y, start(), lr=0.125, epochs=2)
    agree(losses, [10.0, 2.5], "(0, 0)에서 출발하면 에폭마다의 손실은 10, 2.5입니다.", "From (0, 0) the losses are 10 and 2.5, epoch by epoch.")
    agree(path, [[0.0, 0.0], [1.0, 0.5], [1.5, 0.75]],
          "(0, 0)에서 출발하면 (1, 0.5), (1.5, 0.75)를 지나갑니다.",
          "From (0, 0) the path goes through (1, 0.5) and (1.5, 0.75).")


def test_compare_rates():
    What = start()
    agree(work.compare_rates(X, Y, What, [0.125, 0.25, 0.5], epochs=2), [0.625, 0.0, 10.0],
          "0.125는 다가가고, 0.25는 한 번에 닿고, 0.5는 왔다 갔다 합니다.",
          "0.125 comes closer, 0.25 is there at once, 0.5 goes to and fro.")
    agree(What, [[0.0], [0.0]], "주어진 What이 바뀌었습니다.", "The given What has changed.")

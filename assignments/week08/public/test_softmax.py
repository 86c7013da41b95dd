"""softmax.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of softmax.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import softmax


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


U = torch.tensor([[0.0, 0.0], [torch.tensor(3.0).log().item(), 0.0]])


def test_softmax():
    three = torch.tensor([[0.0, 0.0, 0.0], [torch.tensor(2.0).log().item(), 0.0, 0.0]])
    agree(softmax.softmax(three), [[0.3333, 0.3333, 0.3333], [0.5, 0.25, 0.25]],
          "exp(log 2) = 2이고 exp(0) = 1이므로 둘째 행은 2/4, 1/4, 1/4입니다. 행마다 합이 1입니다.",
          "exp(log 2) = 2 and exp(0) = 1: the second row is 2/4, 1/4, 1/4. Each row adds up to 1.")
    agree(softmax.softmax(U), [[0.5, 0.5], [0.75, 0.25]],
          "exp(log 3) = 3이고 exp(0) = 1이므로 3/4과 1/4입니다.", "exp(log 3) = 3 and exp(0) = 1: 3/4 and 1/4.")
    agree(softmax.softmax(torch.tensor([[500.0, 500.0]])), [[0.5, 0.5]],
          "점수가 커도 nan이 나오지 않아야 합니다.", "No nan with large scores.")
    agree(softmax.softmax(torch.tensor([[900.0, 900.0], [-900.0, -900.0]])), [[0.5, 0.5], [0.5, 0.5]],
          "큰 행과 작은 행이 같이 있어도 nan이 나오지 않아야 합니다.", "No nan where a large and a small row stand together.")


def test_cross_entropy():
    agree(softmax.cross_entropy(U, torch.tensor([0, 1])), 1.0397,
          "정답의 확률은 1/2과 1/4이고, (log 2 + log 4)/2 = 1.0397입니다.",
          "The right labels have 1/2 and 1/4: (log 2 + log 4)/2 = 1.0397.")


def test_cross_entropy_of_three_labels():
    u = torch.tensor([[2.0, 0.0, 1.0], [0.0, 3.0, 0.0]], requires_grad=True)
    loss = softmax.cross_entropy(u, torch.tensor([2, 1]))
    agree(loss, 0.7513, "점수 (2, 0, 1)과 (0, 3, 0), 정답 2와 1일 때의 loss가 다릅니다.", "With scores (2, 0, 1) and (0, 3, 0) and labels 2 and 1 the loss is off.")
    assert loss.grad_fn is not None, "\n그래프가 끊겨서 미분할 수 없습니다.\nThe graph is cut: it cannot be differentiated."
    loss.backward()
    agree(u.grad, [[0.3326, 0.045, -0.3776], [0.0226, -0.0453, 0.0226]], "이 loss를 u로 미분한 값이 다릅니다.", "The derivative of this loss by u is off.")
    agree(softmax.cross_entropy(torch.tensor([[900.0, 0.0]]), torch.tensor([1])), 900.0,
          "점수가 900과 0이고 정답이 뒤의 것이면 loss는 900입니다. inf가 나오지 않아야 합니다.", "With scores 900 and 0 and the latter right, the loss is 900. No inf comes out.")


def test_confusion():
    counts = softmax.confusion(torch.tensor([0, 1, 1]), torch.tensor([0, 0, 0]), 2)
    agree(counts, [[1.0, 0.0], [2.0, 0.0]],
          "정답이 1인데 0으로 예측한 것이 둘입니다: 1행 0열.", "Two of label 1 were predicted to be 0: row 1, column 0.")
    assert counts.dtype == torch.int64, (
        f"\n세는 것이므로 dtype은 torch.int64여야 합니다. 지금은 {counts.dtype}입니다."
        f"\nThese are counts: the dtype has to be torch.int64, and yours is {counts.dtype}."
    )
    agree(softmax.confusion(torch.tensor([0, 1]), torch.tensor([1, 1]), 3), [[0.0, 1.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]],
          "레이블이 셋이면 언제나 3×3입니다.", "With three classes it is always 3×3.")

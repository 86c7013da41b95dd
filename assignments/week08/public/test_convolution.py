"""convolution.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of convolution.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import convolution


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def test_out_size():
    agree(convolution.out_size(5, 3), 3.0,
          "5칸에 3칸짜리 필터가 놓이는 자리는 셋입니다.", "A filter of 3 has three places on 5.")
    agree(convolution.out_size(5, 3, stride=2, padding=1), 3.0,
          "padding은 양쪽에 붙으므로 5 + 2·1 = 7칸이고, 두 칸씩 옮기면 세 자리입니다.", "Padding is added on both sides: on 5 + 2·1 = 7, moved by two, it has three places.")
    got = convolution.out_size(6, 3, stride=2)
    agree(got, 2.0, "6칸에서 두 칸씩 옮기면 두 자리이고, 남는 칸은 세지 않습니다.", "On 6, moved by two, it has two places: what is left over does not count.")
    assert isinstance(got, int), f"\n정수여야 합니다.\nIt has to be a whole number.\n  나온 값 · got:      {got!r}"


def test_convolve():
    x = torch.tensor([[1.0, 0.0, 2.0], [0.0, 3.0, 0.0]])
    agree(convolution.convolve(x, torch.tensor([[1.0, 2.0], [0.0, 1.0]])), [[4.0, 4.0]],
          "첫 자리는 1·1 + 2·0 + 0·0 + 1·3 = 4입니다.", "The first place is 1·1 + 2·0 + 0·0 + 1·3 = 4.")


def test_max_pool():
    x = torch.tensor([[-1.0, -2.0, 5.0, 0.0, 9.0], [-3.0, -4.0, 1.0, 6.0, 9.0]])
    agree(convolution.max_pool(x), [[-1.0, 6.0]],
          "2×2 칸마다 가장 큰 값입니다. 칸은 두 개이고, 마지막 열은 버립니다.", "It is the largest of each cell of 2×2. There are two cells, and the last column is dropped.")
    agree(convolution.max_pool(torch.arange(20.0).reshape(4, 5), 3), [[12.0]],
          "4×5에는 3×3 칸이 하나입니다.", "On 4×5 there is one cell of 3×3.")

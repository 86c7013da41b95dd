"""letters.py의 공개 채점: 손으로 계산할 수 있는 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of letters.py: small examples that can be worked out by hand. Run `pytest` in this folder.
"""

import torch

import letters


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def equal(got, right, ko, en):
    assert got == right, f"\n{ko}\n{en}\n  나온 값 · got:      {got}\n  맞는 값 · right:    {right}"


def test_make_vocabulary():
    equal(letters.make_vocabulary("banana"), ["a", "b", "n"], "banana의 글자는 a, b, n입니다.", "The letters of banana are a, b, n.")
    equal(letters.make_vocabulary("b a"), [" ", "a", "b"], "빈칸도 글자입니다.", "A blank is a letter, too.")


def test_encode():
    agree(letters.encode("nab", ["a", "b", "n"]), [2.0, 0.0, 1.0],
          "n은 2번, a는 0번, b는 1번입니다.", "n is number 2, a is 0, b is 1.")
    got = letters.encode("aaz", ["z", "a"])
    assert isinstance(got, torch.Tensor) and got.dtype == torch.int64, "\nint64 텐서여야 합니다.\nIt has to be a tensor of int64."
    agree(got, [1.0, 1.0, 0.0], "글자마다 받은 vocabulary에서의 자리입니다: a는 1번, z는 0번.", "For each letter it is the place in the given vocabulary: a is number 1, z is 0.")


def test_decode():
    equal(letters.decode(torch.tensor([1, 0, 2]), ["a", "b", "n"]), "ban", "1, 0, 2번은 b, a, n입니다.", "Numbers 1, 0, 2 are b, a, n.")
    equal(letters.decode(torch.tensor([1, 0]), ["z", "a"]), "az", "받은 vocabulary에서 1번은 a, 0번은 z입니다.", "In the given vocabulary number 1 is a, and 0 is z.")


def test_next_letter_data():
    x, y = letters.next_letter_data(torch.tensor([1, 0, 2]), 3)
    assert x.dtype == torch.float32, f"\nx는 float32입니다.\nx is float32.\n  나온 값 · got:      {x.dtype}"
    agree(x, [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], "x는 앞의 두 글자의 원핫입니다.", "x is one-hot, of the first two letters.")
    agree(y, [0.0, 2.0], "y는 뒤의 두 글자의 번호입니다.", "y holds the numbers of the last two letters.")


def test_embed():
    agree(letters.embed(torch.tensor([1, 1, 0]), torch.tensor([[1.0, 2.0], [3.0, 4.0]])), [[3.0, 4.0], [3.0, 4.0], [1.0, 2.0]],
          "1번 행, 1번 행, 0번 행입니다.", "Rows 1, 1 and 0.")

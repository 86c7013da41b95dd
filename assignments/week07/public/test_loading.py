"""loading.py의 공개 채점: 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of loading.py: small examples. Run `pytest` in this folder.
"""

import torch

import loading

X, Y = torch.arange(10.0).reshape(5, 2), torch.arange(5.0).reshape(5, 1)


def test_batch_sizes():
    got = loading.batch_sizes(7, 3)
    assert got == [3, 3, 1], f"\n자료 7개를 3개씩 나누면 3, 3, 1입니다.\n7 rows by 3 are 3, 3, 1.\n  나온 값 · got:      {got}"


def test_Pairs():
    data = loading.Pairs(X, Y)
    assert len(data) == 5, f"\n자료는 5개입니다.\nThere are 5 rows.\n  나온 값 · got:      {len(data)}"
    x, y = data[1]
    assert x.tolist() == [2.0, 3.0], "\nx[1]은 (2, 3)입니다.\nx[1] is (2, 3)."
    assert y.tolist() == [1.0], "\ny[1]은 1입니다.\ny[1] is 1."


def test_make_loader():
    shapes = [tuple(x.shape) for x, _ in loading.make_loader(X, Y, batch_size=2)]
    assert shapes == [(2, 2), (2, 2), (1, 2)], (
        f"\n자료 5개를 2개씩 나누면 (2,2), (2,2), (1,2)입니다.\n5 rows by 2 are (2,2), (2,2), (1,2).\n  나온 값 · got:      {shapes}"
    )


def test_pick_device():
    got = str(loading.pick_device())
    assert got in {"cpu", "cuda"}, f"\ncpu 아니면 cuda입니다.\nIt is cpu or cuda.\n  나온 값 · got:      {got}"

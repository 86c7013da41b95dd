"""loading.py의 공개 채점: 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of loading.py: small examples. Run `pytest` in this folder.
"""

from unittest import mock

import torch

import loading

X, Y = torch.arange(10.0).reshape(5, 2), torch.arange(5.0).reshape(5, 1)


def test_batch_sizes():
    got = loading.batch_sizes(7, 3)
    assert got == [3, 3, 1], f"\n자료 7개를 3개씩 나누면 3, 3, 1입니다.\n7 rows by 3 are 3, 3, 1.\n  나온 값 · got:      {got}"
    got = loading.batch_sizes(6, 3)
    assert got == [3, 3], f"\n자료 6개를 3개씩 나누면 3, 3입니다. 빈 미니배치는 없습니다.\n6 rows by 3 are 3, 3: no mini-batch is empty.\n  나온 값 · got:      {got}"


def test_Pairs():
    data = loading.Pairs(X, Y)
    assert isinstance(data, torch.utils.data.Dataset), "\nPairs는 torch.utils.data.Dataset을 상속해야 합니다.\nPairs has to inherit from torch.utils.data.Dataset."
    assert len(data) == 5, f"\n자료는 5개입니다.\nThere are 5 rows.\n  나온 값 · got:      {len(data)}"
    x, y = data[1]
    assert x.tolist() == [2.0, 3.0], "\nx[1]은 (2, 3)입니다.\nx[1] is (2, 3)."
    assert y.tolist() == [1.0], "\ny[1]은 1입니다.\ny[1] is 1."


def test_make_loader():
    shapes = [tuple(x.shape) for x, _ in loading.make_loader(X, Y, batch_size=2)]
    assert shapes == [(2, 2), (2, 2), (1, 2)], (
        f"\n자료 5개를 2개씩 나누면 (2,2), (2,2), (1,2)입니다.\n5 rows by 2 are (2,2), (2,2), (1,2).\n  나온 값 · got:      {shapes}"
    )


def test_make_loader_keeps_the_order():
    x = torch.arange(100.0).reshape(100, 1)
    got = [one for batch, _ in loading.make_loader(x, x, batch_size=30) for one in batch.reshape(-1).tolist()]
    assert got == x.reshape(-1).tolist(), (
        "\nshuffle=True가 아닌데 순서가 섞였습니다. 받은 shuffle을 그대로 넘겨주세요.\nThe order is shuffled without shuffle=True. Pass on the shuffle that is given."
    )


def test_make_loader_shuffles():
    x = torch.arange(100.0).reshape(100, 1)
    loader = loading.make_loader(x, x, batch_size=100, shuffle=True)
    first, second = ([one for batch, _ in loader for one in batch.reshape(-1).tolist()] for _ in range(2))
    assert sorted(first) == x.reshape(-1).tolist(), "\n섞어도 모든 행이 한 번씩 나와야 합니다.\nShuffled, too, every row comes once."
    assert first != sorted(first) and first != second, "\nshuffle=True인데 순서가 그대로입니다.\nWith shuffle=True the order is still the same."


def test_pick_device():
    device = loading.pick_device()
    assert isinstance(device, torch.device), f"\ntorch.device여야 합니다.\nIt has to be a torch.device.\n  나온 값 · got:      {device!r}"
    got = str(device)
    right = "cuda" if torch.cuda.is_available() else "cpu"
    assert got == right, f"\n이 컴퓨터에서는 {right}입니다.\nOn this machine it is {right}.\n  나온 값 · got:      {got}"
    with mock.patch("torch.cuda.is_available", lambda: True):
        got = str(loading.pick_device())
    assert got == "cuda", f"\nGPU가 있으면 cuda입니다.\nWhere there is a GPU it is cuda.\n  나온 값 · got:      {got}"

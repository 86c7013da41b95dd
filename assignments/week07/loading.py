"""자료를 미니배치로 나누기 (07wk)

Parting data into mini-batches (07wk)
"""

import torch


def batch_sizes(n, batch_size):
    """자료 n개를 batch_size개씩 나눌 때 각 미니배치의 크기입니다. 나누어떨어지지 않으면 마지막이 작습니다.

    n, batch_size: 양의 정수 → 정수의 list. 그 길이가 한 에폭의 update 수입니다.

    The size of every mini-batch where n rows are parted by batch_size. The last one may be smaller.

    n, batch_size: positive whole numbers → a list of whole numbers. Its length is the number of updates an epoch has.
    """
    raise NotImplementedError("batch_sizes: not written yet")


class Pairs(torch.utils.data.Dataset):
    """x와 y를 짝지은 자료: `TensorDataset`을 직접 만든 것입니다.

    Pairs(x, y): x는 (n,p), y는 (n,1). len은 n, k번째 항목은 (x[k], y[k])입니다.

    Data of x and y in pairs: a `TensorDataset` of your own.

    Pairs(x, y): x is (n,p), y is (n,1). Its len is n, its item k is (x[k], y[k]).
    """

    def __init__(self, x, y):
        raise NotImplementedError("Pairs.__init__: not written yet")

    def __len__(self):
        raise NotImplementedError("Pairs.__len__: not written yet")

    def __getitem__(self, k):
        raise NotImplementedError("Pairs.__getitem__: not written yet")


def make_loader(x, y, batch_size=10, shuffle=False):
    """x와 y를 미니배치로 나누어 주는 `DataLoader`입니다. shuffle=True이면 에폭마다 순서를 섞습니다.

    x: (n,p), y: (n,1) float32. → for문으로 돌면 (batch_size,p)와 (batch_size,1)의 쌍이 나옵니다.

    A `DataLoader` that gives x and y in mini-batches. With shuffle=True it shuffles them anew in every epoch.

    x: (n,p), y: (n,1) float32. → a loop over it gives pairs (batch_size,p) and (batch_size,1).
    """
    raise NotImplementedError("make_loader: not written yet")


def pick_device():
    """GPU가 있으면 "cuda", 없으면 "cpu"인 `torch.device`입니다.

    A `torch.device`: "cuda" where there is a GPU, "cpu" where there is none.
    """
    raise NotImplementedError("pick_device: not written yet")

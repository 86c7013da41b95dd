"""추천시스템: 임베딩 (11wk)

A recommender: embeddings (11wk)
"""

import torch


def encode(names):
    """이름마다 0부터 번호를 붙입니다. 번호는 이름의 사전 순서입니다.

    names: 문자열의 list, 같은 이름이 여러 번 나옵니다. → (numbers, table): 이름이 있던 자리의 번호 (n,) int64 텐서와 {이름: 번호}인 dict.

    Numbers the names from 0 on, in alphabetical order.

    names: a list of strings, in which names come again. → (numbers, table): the number in place of each name, an int64 tensor (n,), and a dict {name: number}.
    """
    # encode
    raise NotImplementedError("encode: encode")


class Recommender(torch.nn.Module):
    """평점을 예측하는 네트워크: 사람과 물건의 임베딩을 곱해서 더하고, 물건마다의 상수를 더합니다.

    Recommender(users, items, k): 사람은 users명, 물건은 items개, 임베딩은 k차원입니다. 사람의 임베딩 (users,k), 물건의 임베딩 (items,k),
    물건의 상수 (items,1)의 순서로 만듭니다. net(user, item)은 번호 (n,)과 (n,) int64를 받아 (n,1)을 줍니다.

    A net that predicts ratings: the embeddings of user and item are multiplied and added up, and a constant of the item is added.

    Recommender(users, items, k): so many users and items, in k dimensions. The users' embedding (users,k) is made first, then the items' (items,k),
    then the items' constants (items,1). net(user, item) takes numbers (n,) and (n,), int64, and gives (n,1).
    """

    def __init__(self, users, items, k):
        super().__init__()
        raise NotImplementedError("Recommender.__init__: not written yet")

    def forward(self, user, item):
        # step1: yhat
        raise NotImplementedError("Recommender.forward: step1: yhat")


def fit_ratings(net, user, item, rating, lr=0.1, epochs=15):
    """평점에 대한 MSE와 Adam으로 step1~4를 epochs번 반복합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: 번호 (n,)과 (n,)을 받아 (n,1)을 주는 네트워크. user, item: (n,) int64, rating: (n,1) float32.

    Repeats the four steps with the MSE of the ratings and Adam, epochs times. Changes net in place, and returns it.

    net: a net from numbers (n,) and (n,) to (n,1). user, item: (n,) int64, rating: (n,1) float32.
    """
    # step1: yhat
    raise NotImplementedError("fit_ratings: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_ratings: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_ratings: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_ratings: step4: update")


def recommend(net, user, items, seen, k=2):
    """아직 보지 않은 물건 가운데 평점이 가장 높을 것 같은 k개의 번호를 높은 것부터 고릅니다. 남은 것이 k개보다 적으면 있는 만큼입니다.

    net: 번호 (n,)과 (n,)을 받아 (n,1)을 주는 네트워크. user: 사람의 번호, items: 물건의 수, seen: 본 물건의 번호들의 list. → 정수의 list

    Picks the numbers of the k items not seen yet whose ratings are likely to be highest, the highest first. Where fewer are left, it is those.

    net: a net from numbers (n,) and (n,) to (n,1). user: the user's number, items: how many items there are, seen: a list of the items seen. → a list of whole numbers
    """
    # generate
    raise NotImplementedError("recommend: generate")

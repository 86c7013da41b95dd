"""recommender.py의 공개 채점: 작은 예. 이 폴더에서 `pytest`를 실행하세요.

Public checks of recommender.py: small examples. Run `pytest` in this folder.
"""

import torch

import recommender

ZERO = torch.tensor([0])


def agree(got, right, ko, en):
    """값이 소수점 아래 넷째 자리까지 같아야 합니다 / agrees to four decimals."""
    got = torch.as_tensor(got, dtype=torch.float32).detach()
    want = torch.tensor(right)
    same = got.shape == want.shape and torch.allclose(got, want, rtol=0, atol=1e-4)
    assert same, f"\n{ko}\n{en}\n  나온 값 · got:      {got.double().round(decimals=7).tolist()}\n  맞는 값 · right:    {want.double().round(decimals=7).tolist()} (± 0.0001)"


def ones():
    net = recommender.Recommender(2, 3, 4)
    for p in net.parameters():
        p.data = torch.ones_like(p)
    return net


def test_encode():
    numbers, table = recommender.encode(["pear", "apple", "pear"])
    agree(numbers, [1.0, 0.0, 1.0], "사전 순서로 apple이 0, pear가 1입니다.", "In alphabetical order apple is 0 and pear is 1.")
    assert numbers.dtype == torch.int64, f"\n번호는 int64입니다.\nThe numbers are int64.\n  나온 값 · got:      {numbers.dtype}"
    assert table == {"apple": 0, "pear": 1}, f"\napple은 0, pear는 1입니다.\napple is 0, and pear is 1.\n  나온 값 · got:      {table}"


def test_Recommender():
    agree(sum(p.numel() for p in recommender.Recommender(2, 3, 4).parameters()), 23.0,
          "사람이 2명, 물건이 3개, 4차원이면 파라메터는 8 + 12 + 3 = 23개입니다.", "With 2 users, 3 items and 4 dimensions there are 8 + 12 + 3 = 23 numbers to learn.")
    agree(ones()(torch.tensor([0, 1]), torch.tensor([2, 2])), [[5.0], [5.0]],
          "임베딩과 상수가 모두 1이면 1·1을 네 번 더하고 1을 더합니다.", "With ones everywhere it is 1·1 four times, plus 1.")


def test_Recommender_is_made_in_order():
    torch.manual_seed(0)
    got = recommender.Recommender(2, 3, 4)(torch.tensor([1]), torch.tensor([2])).item()
    in_other_orders = (1.8971, 1.4541, -0.8331, -4.8581, -2.1745)
    assert all(abs(got - one) > 1e-4 for one in in_other_orders), (
        "\n만든 순서가 다릅니다. 만드는 순서대로 난수를 쓰므로, 사람의 임베딩, 물건의 임베딩, 물건의 상수의 순서로 만드세요."
        "\nThey are made in another order. Embeddings draw their numbers in the order they are made: the users' first, then the items', then the items' constants."
    )


def test_fit_ratings():
    net = ones()
    recommender.fit_ratings(net, ZERO, ZERO, torch.tensor([[1.0]]), lr=0.1, epochs=1)
    agree(net(ZERO, ZERO), [[4 * 0.81 + 0.9]], "Adam의 첫 걸음은 lr만큼입니다: 모두 0.9가 됩니다.", "Adam's first step is lr long: all become 0.9.")


def test_fit_ratings_of_three_epochs():
    net, user, item = ones(), torch.tensor([0, 1, 1]), torch.tensor([0, 2, 0])
    recommender.fit_ratings(net, user, item, torch.tensor([[1.0], [3.0], [2.0]]), lr=0.1, epochs=3)
    agree(net(user, item).detach(), [[2.7209], [2.8043], [2.7455]],
          "평점 셋으로 세 에폭 학습한 예측값이 다릅니다.", "The predictions after three epochs on three ratings are off.")


def test_recommend():
    def net(user, item):
        return -torch.abs(item - 2.2).reshape(-1, 1)

    seen = [2]
    got = recommender.recommend(net, 0, 5, seen)
    assert [int(one) for one in got] == [3, 1], f"\n2는 이미 보았고, 그다음은 3과 1입니다.\n2 is seen, and 3 and 1 come next.\n  나온 값 · got:      {got}"
    assert seen == [2], "\n받은 list가 바뀌었습니다. 그대로 두세요.\nThe list that was given has changed. Leave it as it is."

"""Hidden checks of recommender.py."""

import pytest
import torch

from autograder import checks
from autograder.judge import close

SAME = "주어진 net을 돌려주세요 / return the net you were given"


@pytest.mark.exercise("encode")
class TestEncode:
    @pytest.mark.points(1)
    @pytest.mark.step("encode")
    @pytest.mark.probe("lecture", "other_n")
    def test_numbers(self, mine, data):
        """이름이 있던 자리에 그 번호가 있어야 합니다.

        Each name's number stands in its place.
        """
        names = sorted(set(data.names))
        assert mine.returned == close(torch.tensor([names.index(name) for name in data.names]))
        assert mine.returned.stored == "int64"

    @pytest.mark.points(0.5)
    @pytest.mark.step("encode")
    @pytest.mark.needs("numbers[lecture]")
    def test_table(self, mine, data):
        """이름마다 번호가 하나인 dict여야 하고, 받은 list는 그대로여야 합니다.

        It is a dict with one number for every name, and the list given stays as it is.
        """
        names = sorted(set(data.names))
        assert mine.seen["names"] == names
        assert mine.seen["table"] == close([*range(len(names))])
        checks.unchanged(mine)


@pytest.mark.exercise("Recommender")
class TestRecommender:
    @pytest.mark.points(0.75)
    @pytest.mark.probe("lecture", "other_n")
    def test_has_embeddings(self, mine, solution, data):
        """임베딩 (users,k)와 (items,k), 상수 (items,1)이어야 합니다.

        It has embeddings (users,k) and (items,k), and constants (items,1).
        """
        checks.count(mine.seen["state"], data.users * data.k + data.items * (data.k + 1))

    @pytest.mark.points(1.5)
    @pytest.mark.step("yhat")
    @pytest.mark.needs("has_embeddings")
    @pytest.mark.probe("lecture", "other_n")
    def test_computes_yhat(self, mine, solution, data):
        """그 임베딩을 곱해서 더하고 상수를 더한 (n,1)이어야 합니다.

        Of its own embeddings it is the sum of products plus the constant, (n,1).
        """
        net = solution.Recommender(data.users, data.items, data.k)
        checks.forward(mine.returned, net, mine.seen["state"], data.user, data.item)
        checks.plain_answer(mine)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("computes_yhat[lecture]")
    def test_is_made_in_order(self, mine, solution, data):
        """사람의 임베딩, 물건의 임베딩, 상수의 순서로 만들어야 합니다: 같은 seed에서 같은 값이 나옵니다.

        The users' embedding is made first, then the items', then the constants: the same seed then gives the same numbers.
        """
        checks.order(mine.seen["state"], solution.Recommender(data.users, data.items, data.k), 43052)


@pytest.mark.exercise("fit_ratings")
@pytest.mark.points(0.5)
@pytest.mark.probe("lecture", "other_n")
class TestFitRatings(checks.LoopChecks):
    @pytest.mark.needs("step4_update")
    def test_returns_the_same_net(self, mine):
        """주어진 net을 돌려주어야 합니다.

        It returns the net it was given.
        """
        assert mine.seen["same"] == close(True), SAME


@pytest.mark.exercise("recommend")
class TestRecommend:
    @pytest.mark.points(1)
    @pytest.mark.step("generate")
    @pytest.mark.probe("lecture", "nothing_seen", "few_left", "many")
    def test_picks_the_best_not_seen(self, mine, data):
        """보지 않은 것 가운데 yhat이 높은 k개를 높은 것부터 골라야 합니다.

        Of those not seen it picks the k with the highest yhat, the highest first.
        """
        yhat = (3 * torch.sin(1.7 * data.user + 1.3 * torch.arange(data.items).double())).tolist()  # the net given
        left = [item for item in range(data.items) if item not in data.seen]
        assert mine.returned == sorted(left, key=lambda item: -yhat[item])[: data.k]

    @pytest.mark.points(0.5)
    @pytest.mark.needs("picks_the_best_not_seen[lecture]")
    def test_leaves_seen_as_it_is(self, mine):
        """받은 list는 그대로여야 합니다.

        The list given stays as it is.
        """
        checks.unchanged(mine)

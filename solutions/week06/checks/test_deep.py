"""Hidden checks of deep.py."""

import pytest
import torch

from autograder import checks
from autograder.judge import close


@pytest.mark.exercise("relu")
class TestRelu:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "matrix")
    def test_bends_at_zero(self, mine, data):
        """음수는 0, 나머지는 그대로여야 합니다.

        Negative numbers become 0, the rest stays.
        """
        assert mine.returned == close((data.u + data.u.abs()) / 2)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("bends_at_zero")
    @pytest.mark.probe("matrix")
    def test_is_a_tensor_of_its_own(self, mine):
        """float32 텐서여야 하고, u는 바뀌지 않아야 합니다.

        It is a float32 tensor, and u itself does not change.
        """
        checks.plain_answer(mine)


@pytest.mark.exercise("step_by_two_lines")
class TestStep:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "other", "wide")
    def test_climbs_from_0_to_1(self, mine, data):
        """start까지 0, start+width부터 1, 그 사이는 직선이어야 합니다.

        0 up to start, 1 from start+width on, a straight line between.
        """
        assert mine.returned == close(((data.x - data.start) / data.width).clamp(0, 1))
        checks.plain_answer(mine)


@pytest.mark.exercise("Net")
class TestNet:
    @pytest.mark.points(0.75)
    @pytest.mark.probe("lecture", "wider")
    def test_has_a_hidden_layer(self, mine, data):
        """파라메터의 수가 은닉노드 width개인 네트워크와 같아야 합니다.

        It has as many numbers to learn as a net of width hidden nodes.
        """
        checks.count(mine.seen["state"], 3 * data.width + 1)

    @pytest.mark.points(2)
    @pytest.mark.needs("has_a_hidden_layer")
    @pytest.mark.step("yhat")
    @pytest.mark.probe("lecture", "wider")
    def test_computes_yhat(self, mine, solution, data):
        """그 파라메터로 직선, ReLU, 직선을 차례로 계산한 값이어야 합니다.

        With its own parameters it computes a line, ReLU, a line.
        """
        checks.forward(mine.returned, solution.Net(data.width), mine.seen["state"], data.x)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("computes_yhat[lecture]")
    def test_is_made_in_order(self, mine, solution, data):
        """은닉층을 먼저, 출력층을 나중에 만들어야 합니다: 같은 seed에서 같은 값이 나옵니다.

        The hidden layer is made first, then the output layer: the same seed then gives the same numbers.
        """
        checks.order(mine.seen["state"], solution.Net(data.width), 43052)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("computes_yhat")
    def test_can_be_trained(self, mine):
        """yhat은 그래프를 유지해야 하고, x는 바뀌지 않아야 합니다.

        yhat keeps its graph, and x does not change.
        """
        checks.plain_answer(mine)
        assert mine.returned.graph


@pytest.mark.exercise("make_net")
class TestMakeNet:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "wider")
    def test_starts_where_the_seed_says(self, mine, solution, data):
        """seed를 고정하고 은닉층, 출력층의 순서로 만든 파라메터여야 합니다.

        Its parameters are those of the seed, the hidden layer made first.
        """
        checks.start(mine.seen["state"], solution.make_net(data.width, data.seed))

    @pytest.mark.points(1)
    @pytest.mark.step("yhat")
    @pytest.mark.probe("lecture", "wider")
    def test_computes_yhat(self, mine, solution, data):
        """그 파라메터로 직선, ReLU, 직선을 차례로 계산한 값이어야 합니다.

        With its own parameters it computes a line, ReLU, a line.
        """
        checks.forward(mine.returned, solution.make_net(data.width, data.seed), mine.seen["state"], data.x)


@pytest.mark.exercise("fit_deep")
@pytest.mark.points(1)
@pytest.mark.probe("lecture", "other_n")
class TestFitDeep(checks.LoopChecks):
    @pytest.mark.probe("lecture", "small")
    def test_epochs(self, mine):
        """epoch의 수가 맞아야 합니다.

        As many epochs as asked for.
        """
        super().test_epochs(mine)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("step4_update")
    def test_returns_the_same_net(self, mine):
        """주어진 net을 돌려주어야 합니다.

        It returns the net it was given.
        """
        assert mine.seen["same"] == close(1), "주어진 net을 돌려주세요 / return the net you were given"

"""Hidden checks of cnn.py."""

import pytest
import torch

from autograder import checks
from autograder.judge import close

SAME = "주어진 net을 돌려주세요 / return the net you were given"


@pytest.mark.exercise("load_images")
class TestLoadImages:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "other_n")
    def test_reads_images(self, mine, data):
        """X는 0부터 1까지의 (n,1,8,8)이어야 합니다.

        X is (n,1,8,8), from 0 to 1.
        """
        assert mine.seen["X"] == close(data.table[:, 1:].reshape(-1, 1, 8, 8) / 9)
        assert mine.seen["X"].stored == "float32"

    @pytest.mark.points(0.5)
    @pytest.mark.probe("lecture", "other_n")
    def test_reads_labels(self, mine, data):
        """labels는 (n,) int64여야 합니다.

        labels is (n,) int64.
        """
        assert mine.seen["labels"] == close(data.table[:, 0])
        assert mine.seen["labels"].stored == "int64"


@pytest.mark.exercise("CNN")
class TestCNN:
    @pytest.mark.points(0.75)
    @pytest.mark.probe("lecture", "wider")
    def test_has_filters_and_a_line(self, mine, data):
        """파라메터의 수가 3×3 필터 channels개와 직선 하나의 것이어야 합니다.

        It has as many numbers to learn as channels filters of 3×3 and a line.
        """
        checks.count(mine.seen["state"], 10 * data.channels + 27 * data.channels + 3)

    @pytest.mark.points(2)
    @pytest.mark.needs("has_filters_and_a_line")
    @pytest.mark.step("yhat")
    @pytest.mark.probe("lecture", "wider")
    def test_computes_scores(self, mine, solution, data):
        """그 파라메터로 합성곱, ReLU, 맥스풀링, 직선을 차례로 계산한 점수여야 합니다.

        With its own parameters it computes convolution, ReLU, max pooling, a line.
        """
        checks.forward(mine.returned, solution.CNN(data.channels), mine.seen["state"], data.X)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("computes_scores[lecture]")
    def test_is_made_in_order(self, mine, solution, data):
        """합성곱을 먼저, 직선을 나중에 만들어야 합니다: 같은 seed에서 같은 값이 나옵니다.

        The convolution is made first, then the line: the same seed then gives the same numbers.
        """
        checks.order(mine.seen["state"], solution.CNN(data.channels), 43052)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("computes_scores")
    def test_can_be_trained(self, mine):
        """점수는 그래프를 유지해야 하고, X는 바뀌지 않아야 합니다.

        The scores keep their graph, and X does not change.
        """
        checks.plain_answer(mine)
        assert mine.returned.graph


@pytest.mark.exercise("make_cnn")
class TestMakeCnn:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "wider")
    def test_starts_where_the_seed_says(self, mine, solution, data):
        """seed를 고정하고 앞의 층부터 만든 파라메터여야 합니다.

        Its parameters are those of the seed, made from the first layer on.
        """
        checks.start(mine.seen["state"], solution.make_cnn(data.channels, data.seed))

    @pytest.mark.points(1)
    @pytest.mark.step("yhat")
    @pytest.mark.probe("lecture", "wider")
    def test_computes_scores(self, mine, solution, data):
        """그 파라메터로 층을 차례로 계산한 점수여야 합니다.

        With its own parameters it computes one layer after the other.
        """
        checks.forward(mine.returned, solution.make_cnn(data.channels, data.seed), mine.seen["state"], data.X)


@pytest.mark.exercise("shapes_through")
class TestShapesThrough:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "other")
    def test_is_a_shape_a_layer(self, mine, data):
        """층을 하나씩 지난 다음의 모양이 차례로 있어야 합니다.

        It lists the shape after each layer, in order.
        """
        n, _, h, w = data.X.shape
        convolved = [n, data.channels, h - 2, w - 2]
        pooled = [n, data.channels, (h - 2) // 2, (w - 2) // 2]
        assert mine.returned == [convolved, convolved, pooled, [n, pooled[1] * pooled[2] * pooled[3]]]
        checks.unchanged(mine)


@pytest.mark.exercise("predict")
class TestPredict:
    @pytest.mark.points(1)
    @pytest.mark.step("yhat")
    @pytest.mark.probe("lecture", "near", "other_n")
    def test_is_the_largest_score(self, mine, data):
        """점수가 가장 큰 레이블이어야 합니다.

        It is the label with the largest score.
        """
        assert mine.returned == close((data.X.flatten(1) @ data.weight.T).argmax(dim=1))
        checks.plain_answer(mine, dtype="int64")


@pytest.mark.exercise("fit_cnn")
@pytest.mark.points(1)
@pytest.mark.probe("lecture", "other_n")
class TestFitCnn(checks.LoopChecks):
    @pytest.mark.points(0.5)
    @pytest.mark.needs("step4_update")
    def test_returns_the_same_net(self, mine):
        """주어진 net을 돌려주어야 합니다.

        It returns the net it was given.
        """
        assert mine.seen["same"] == close(True), SAME

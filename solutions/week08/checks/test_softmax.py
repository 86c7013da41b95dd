"""Hidden checks of softmax.py."""

import pytest

from autograder import checks
from autograder.judge import close


@pytest.mark.exercise("softmax")
@pytest.mark.step("yhat")
class TestSoftmax:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "other_n")
    def test_gives_probabilities(self, mine, data):
        """exp(u)를 그 행의 합으로 나눈 값이어야 합니다.

        It is exp(u), divided by the sum of its row.
        """
        assert mine.returned == close(data.u.softmax(dim=1))
        checks.plain_answer(mine)

    @pytest.mark.points(1)
    @pytest.mark.needs("gives_probabilities[lecture]")
    @pytest.mark.probe("far_out")
    def test_survives_large_scores(self, mine, data):
        """u가 아주 크거나 작아도 nan이 나오지 않아야 합니다.

        There is no nan with very large or small u.
        """
        assert mine.returned == close(data.u.softmax(dim=1))


@pytest.mark.exercise("cross_entropy")
@pytest.mark.step("loss")
class TestCrossEntropy:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "other_n")
    def test_is_the_mean_of_minus_log_p(self, mine, solution, data):
        """정답의 확률에 로그를 취해 부호를 바꾼 것의 평균이어야 합니다.

        It is the mean of minus the logarithm of the right label's probability.
        """
        assert mine.returned == close(solution.cross_entropy(data.u, data.labels))
        checks.plain_answer(mine)

    @pytest.mark.points(1)
    @pytest.mark.needs("is_the_mean_of_minus_log_p[lecture]")
    @pytest.mark.probe("far_out")
    def test_survives_large_scores(self, mine, solution, data):
        """u가 아주 크거나 작아도 inf나 nan이 나오지 않아야 합니다.

        There is no inf or nan with very large or small u.
        """
        assert mine.returned == close(solution.cross_entropy(data.u, data.labels))

    @pytest.mark.points(1)
    @pytest.mark.needs("is_the_mean_of_minus_log_p[lecture]")
    @pytest.mark.step("backward")
    @pytest.mark.probe("lecture", "other_n")
    def test_can_be_differentiated(self, mine, data):
        """u로 미분하면 (확률 - 정답의 원핫)/n이어야 합니다. 기울기를 남기지 마세요.

        Its derivative by u is (probability - one-hot of the label)/n. No gradient is left in u.
        """
        one_hot = data.labels.reshape(-1, 1) == data.labels.new_tensor(range(data.u.shape[1]))
        assert mine.seen["slope"] == close((data.u.softmax(dim=1) - one_hot.to(data.u.dtype)) / len(data.u))
        assert mine.seen["left"].type == "NoneType"


@pytest.mark.exercise("confusion")
class TestConfusion:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "other_n", "many")
    def test_counts_pairs(self, mine, solution, data):
        """i행 j열은 정답이 i, 예측이 j인 것의 수여야 합니다.

        Row i, column j is how many of label i were predicted to be j.
        """
        assert mine.returned == close(solution.confusion(data.labels, data.predicted, data.classes))

    @pytest.mark.points(0.5)
    @pytest.mark.needs("counts_pairs[lecture]")
    def test_is_made_of_whole_numbers(self, mine):
        """int64 텐서여야 하고, 레이블은 바뀌지 않아야 합니다.

        It is an int64 tensor, and the labels do not change.
        """
        checks.plain_answer(mine, dtype="int64")

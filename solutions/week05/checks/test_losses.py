"""Hidden checks of losses.py."""

import pytest

from autograder.judge import close


@pytest.mark.exercise("loss_surface")
@pytest.mark.step("loss")
class TestLossSurface:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("long_w0s", "long_w1s", "other_n")
    def test_first_is_the_mse(self, mine, solution, data):
        """첫째 값의 i행 j열은 (w0s[i], w1s[j])에서의 MSE여야 합니다.

        Row i, column j of the first value is the MSE at (w0s[i], w1s[j]).
        """
        assert mine.seen["mse"] == close(solution.loss_surface(data.x, data.y, data.w0s, data.w1s)[0])
        assert mine.seen["mse"].stored == "float32"

    @pytest.mark.points(0.5)
    @pytest.mark.probe("long_w0s", "long_w1s", "other_n")
    def test_second_is_the_bce(self, mine, solution, data):
        """둘째 값의 i행 j열은 (w0s[i], w1s[j])에서의 BCE loss(평균)여야 합니다.

        Row i, column j of the second value is the BCE loss (a mean) at (w0s[i], w1s[j]).
        """
        assert mine.seen["bce"] == close(solution.loss_surface(data.x, data.y, data.w0s, data.w1s)[1])
        assert mine.seen["bce"].stored == "float32"
        assert mine.changed == ()


@pytest.mark.exercise("compare_losses")
@pytest.mark.step("update")
class TestCompareLosses:
    @pytest.mark.points(0.75)
    @pytest.mark.probe("lecture", "other_start")
    def test_first_row_is_trained_with_the_mse(self, mine, solution, data):
        """첫 행은 MSE와 Adam으로 학습한 (w0, w1)이어야 합니다.

        The first row is (w0, w1) as trained with the MSE and Adam.
        """
        right = solution.compare_losses(data.w0, data.w1, data.x, data.y, data.lr, data.epochs)
        assert mine.seen["mse"] == close(right[0])

    @pytest.mark.points(0.75)
    @pytest.mark.probe("lecture", "other_start")
    def test_second_row_is_trained_with_the_bce(self, mine, solution, data):
        """둘째 행은 BCE loss와 Adam으로 학습한 (w0, w1)이어야 합니다.

        The second row is (w0, w1) as trained with the BCE loss and Adam.
        """
        right = solution.compare_losses(data.w0, data.w1, data.x, data.y, data.lr, data.epochs)
        assert mine.seen["bce"] == close(right[1])

    @pytest.mark.points(0.5)
    @pytest.mark.probe("other_n")
    def test_works_for_any_n(self, mine, solution, data):
        """관측값의 수와 epochs, lr이 달라도 두 행이 모두 맞아야 합니다.

        Both rows are right with another number of observations, epochs and lr, too.
        """
        assert mine.returned == close(solution.compare_losses(data.w0, data.w1, data.x, data.y, data.lr, data.epochs))
        assert mine.returned.stored == "float32"
        assert mine.changed == ()

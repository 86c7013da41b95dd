"""Hidden checks of overfitting.py."""

import pytest
import torch
from torch.nn.functional import linear

from autograder import checks
from autograder.judge import close

BACK = "마친 다음에는 학습 모드여야 합니다: net.train() / afterwards the net is in training mode: net.train()"
READY = "평가 모드로 돌려주세요: net.eval() / return it in evaluation mode: net.eval()"


def yhat(state, x):
    """The net without its dropout: what evaluation computes."""
    hidden = torch.relu(linear(x, state["0.weight"], state["0.bias"]))
    return linear(hidden, state["3.weight"], state["3.bias"])


@pytest.mark.exercise("predict")
class TestPredict:
    @pytest.mark.points(1)
    @pytest.mark.step("yhat")
    @pytest.mark.probe("lecture", "other_n")
    def test_is_yhat_without_dropout(self, mine, data):
        """평가 모드에서 계산한 yhat이어야 합니다.

        It is yhat in evaluation mode.
        """
        assert mine.returned == close(yhat(mine.seen["state"], data.x))

    @pytest.mark.points(0.5)
    @pytest.mark.needs("is_yhat_without_dropout[lecture]")
    def test_has_no_graph(self, mine):
        """그래프가 없는 float32 텐서여야 하고, x는 바뀌지 않아야 합니다.

        It is a float32 tensor without graph, and x does not change.
        """
        checks.plain_answer(mine)
        checks.no_graph(mine.returned)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("is_yhat_without_dropout[lecture]")
    def test_goes_back_to_training(self, mine):
        """마친 다음에는 다시 학습 모드여야 합니다.

        Afterwards the net is in training mode again.
        """
        assert mine.seen["training"] == close(True), BACK
        assert mine.seen["afterwards"] == close(mine.seen["state"].value)


@pytest.mark.exercise("train_and_test_mse")
class TestErrors:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "other_n")
    def test_are_those_of_evaluation(self, mine, data):
        """평가 모드에서 계산한 train과 test의 MSE여야 합니다.

        They are the MSE of train and test in evaluation mode.
        """
        state = mine.seen["state"]
        pairs = (data.x, data.y), (data.x_test, data.y_test)
        assert mine.returned == close([torch.mean((y - yhat(state, x)) ** 2) for x, y in pairs])
        checks.unchanged(mine)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("are_those_of_evaluation[lecture]")
    def test_goes_back_to_training(self, mine):
        """마친 다음에는 다시 학습 모드여야 합니다.

        Afterwards the net is in training mode again.
        """
        assert mine.seen["training"] == close(True), BACK
        assert mine.seen["afterwards"] == close(mine.seen["state"].value)


@pytest.mark.exercise("fit_dropout")
@pytest.mark.points(1)
@pytest.mark.probe("lecture", "other_n")
class TestFitDropout(checks.LoopChecks):
    @pytest.mark.points(0.5)
    @pytest.mark.needs("step4_update")
    def test_returns_it_ready(self, mine):
        """net을 평가 모드로 돌려주어야 합니다.

        It returns the net in evaluation mode.
        """
        assert mine.seen["same"] == close(True)
        assert mine.seen["training"] == close(False), READY

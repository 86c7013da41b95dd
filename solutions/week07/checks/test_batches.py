"""Hidden checks of batches.py."""

import pytest
import torch

from autograder import checks
from autograder.judge import close

SAME = "주어진 net을 돌려주세요 / return the net you were given"


class Trains(checks.LoopChecks):
    @pytest.mark.points(0.5)
    @pytest.mark.needs("step4_update")
    def test_returns_the_same_net(self, mine):
        """주어진 net을 돌려주어야 합니다.

        It returns the net it was given.
        """
        assert mine.seen["same"] == close(True), SAME


@pytest.mark.exercise("one_epoch")
@pytest.mark.points(1)
@pytest.mark.probe("lecture", "other_n")
class TestOneEpoch(Trains):
    def test_epochs(self, mine, data):
        """미니배치마다 한 번씩 update해야 합니다.

        One update for every mini-batch.
        """
        assert mine.updates == -(-len(data.x) // data.batch_size)


@pytest.mark.exercise("fit_batches")
@pytest.mark.points(1)
@pytest.mark.probe("lecture", "other_n")
class TestFitBatches(Trains):
    pass


@pytest.mark.exercise("fit_shuffled")
@pytest.mark.points(1)
@pytest.mark.probe("lecture", "other_n")
class TestFitShuffled(Trains):
    pass


@pytest.mark.exercise("accuracy")
class TestAccuracy:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "near", "other_n")
    def test_is_the_share_of_right_answers(self, mine, data):
        """u > 0을 1로 예측했을 때 맞힌 비율이어야 합니다.

        It is the share of right answers where u > 0 predicts 1.
        """
        u = data.x[:, :1] - data.x[:, 1:]  # as the driver's net has it
        assert mine.returned == close(((u > 0) == (data.y == 1)).double().mean())
        checks.unchanged(mine)

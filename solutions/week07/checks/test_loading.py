"""Hidden checks of loading.py."""

import pytest
import torch

from autograder import checks
from autograder.judge import close

KS = 0, 5, -1  # the items that the driver asks for
DATASET = "torch.utils.data.Dataset를 물려받아야 합니다 / it inherits torch.utils.data.Dataset"
SHUFFLES = "에폭마다 순서가 달라야 합니다 / every epoch has another order"


@pytest.mark.exercise("batch_sizes")
class TestBatchSizes:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("lecture", "even", "one", "many")
    def test_are_full_but_the_last(self, mine, solution, data):
        """마지막을 빼고는 batch_size, 마지막은 나머지여야 합니다.

        All are batch_size, and the last is what is left.
        """
        assert mine.returned.type == "list"
        assert mine.returned == close(solution.batch_sizes(data.n, data.batch_size))


@pytest.mark.exercise("Pairs")
class TestPairs:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "other_n")
    def test_gives_pairs(self, mine, data):
        """k번째 항목은 (x[k], y[k])여야 합니다.

        Item k is (x[k], y[k]).
        """
        assert mine.returned == close([(data.x[k], data.y[k]) for k in KS])
        checks.unchanged(mine)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("gives_pairs[lecture]")
    @pytest.mark.probe("lecture", "other_n")
    def test_knows_its_length(self, mine, data):
        """len은 자료의 수여야 하고, DataLoader에 넣을 수 있는 float32의 Dataset이어야 합니다.

        Its len is the number of rows, and it is a Dataset of float32 that a DataLoader takes.
        """
        assert mine.seen["length"] == close(len(data.x))
        for part in (part for item in mine.returned for part in item):
            assert part.stored == "float32"
        assert mine.seen["is_dataset"] == close(True), DATASET


@pytest.mark.exercise("make_loader")
class TestMakeLoader:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "other_n")
    def test_gives_batches_in_order(self, mine, data):
        """자료의 순서대로 batch_size개씩 주어야 합니다.

        It gives batch_size rows at a time, in the order of the data.
        """
        right = zip(data.x.split(data.batch_size), data.y.split(data.batch_size), strict=True)
        assert mine.returned == close([list(pair) for pair in right])
        assert mine.seen["kind"] == "DataLoader"
        checks.unchanged(mine)

    @pytest.mark.points(1)
    @pytest.mark.needs("gives_batches_in_order[lecture]")
    @pytest.mark.probe("shuffled")
    def test_shuffles_rows_that_stay_pairs(self, mine, data):
        """shuffle=True이면 에폭마다 섞되, x와 y의 짝은 그대로여야 합니다.

        With shuffle=True it shuffles in every epoch, and x and y stay in pairs.
        """
        rows = torch.cat([torch.cat([x, y], dim=1) for x, y in mine.returned])
        right = torch.cat([data.x, data.y], dim=1)
        first, again = rows[:, :2], mine.seen["again"].as_subclass(torch.Tensor)
        assert sorted(rows.tolist()) == sorted(right.tolist()), "x와 y의 짝이 맞지 않습니다 / x and y are no pairs"
        assert not torch.equal(first, data.x), SHUFFLES
        assert not torch.equal(first, again), SHUFFLES


@pytest.mark.exercise("pick_device")
class TestPickDevice:
    @pytest.mark.points(0.5)
    def test_is_the_cpu_without_a_gpu(self, mine):
        """GPU가 없으면 cpu여야 합니다.

        Without a GPU it is the CPU.
        """
        assert mine.returned == "cpu"
        assert mine.seen["kind"] == "device"

    @pytest.mark.points(0.5)
    @pytest.mark.needs("is_the_cpu_without_a_gpu")
    def test_is_the_gpu_where_there_is_one(self, mine):
        """GPU가 있으면 cuda여야 합니다.

        With a GPU it is cuda.
        """
        assert mine.seen["with_gpu"] == "cuda"

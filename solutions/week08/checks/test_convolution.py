"""Hidden checks of convolution.py."""

import pytest

from autograder import checks
from autograder.judge import close


@pytest.mark.exercise("out_size")
class TestOutSize:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("lecture", "stride", "padding", "both")
    def test_counts_the_places(self, mine, solution, data):
        """필터가 놓이는 자리의 수여야 합니다.

        It is the number of places where the filter lies.
        """
        assert mine.returned == close(solution.out_size(data.n, data.kernel, data.stride, data.padding))


@pytest.mark.exercise("convolve")
class TestConvolve:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "other", "whole", "tall")
    def test_adds_up_the_products(self, mine, solution, data):
        """자리마다 겹친 수끼리 곱해서 더한 값이어야 합니다.

        At every place it is the sum of the products of what lies on each other.
        """
        assert mine.returned == close(solution.convolve(data.x, data.kernel))

    @pytest.mark.points(0.5)
    @pytest.mark.needs("adds_up_the_products[lecture]")
    def test_leaves_the_image(self, mine):
        """float32 텐서여야 하고, 이미지와 필터는 바뀌지 않아야 합니다.

        It is a float32 tensor, and neither image nor filter changes.
        """
        checks.plain_answer(mine)


@pytest.mark.exercise("max_pool")
class TestMaxPool:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "odd", "other")
    def test_keeps_the_largest(self, mine, solution, data):
        """칸마다 가장 큰 수여야 합니다. 채우지 못하는 끝은 버립니다.

        It is the largest number of each cell. What fills no cell at the end is dropped.
        """
        assert mine.returned == close(solution.max_pool(data.x, data.size))

    @pytest.mark.points(0.5)
    @pytest.mark.needs("keeps_the_largest[lecture]")
    def test_leaves_the_image(self, mine):
        """float32 텐서여야 하고, 이미지는 바뀌지 않아야 합니다.

        It is a float32 tensor, and the image does not change.
        """
        checks.plain_answer(mine)

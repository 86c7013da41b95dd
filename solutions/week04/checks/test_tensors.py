"""What is asked of tensors.py: values, shapes and dtypes."""

import pytest
import torch

from autograder.judge import close


@pytest.mark.exercise("as_pair")
class TestAsPair:
    @pytest.mark.points(0.5)
    def test_array_keeps_every_digit(self, mine, data):
        """배열은 주어진 수의 소수점을 하나도 잃지 않아야 합니다.

        The array must not lose a digit of the numbers it is given.
        """
        assert mine.seen["array"].type == "ndarray"
        assert mine.seen["digits"] == data.values

    @pytest.mark.points(0.25)
    @pytest.mark.probe("lecture", "integers")
    def test_array_is_float64(self, mine):
        """첫 번째는 float64인 넘파이 배열이어야 합니다. 정수를 넣어도 그렇습니다.

        The first one must be a numpy array of float64, whatever it is given.
        """
        assert mine.seen["array"].type == "ndarray"
        assert mine.seen["array"].stored == "float64"

    @pytest.mark.points(0.25)
    @pytest.mark.probe("lecture", "integers")
    def test_tensor_is_float32(self, mine):
        """두 번째는 float32인 텐서여야 합니다. 정수를 넣어도 그렇습니다.

        The second one must be a tensor of float32, whatever it is given.
        """
        assert mine.seen["tensor"].type == "Tensor"
        assert mine.seen["tensor"].stored == "float32"

    @pytest.mark.points(0.5)
    @pytest.mark.probe("numbers")
    def test_tensor_holds_the_same_numbers(self, mine, data):
        """텐서에는 주어진 수가 같은 순서로 들어 있어야 합니다.

        The tensor must hold the numbers it is given, in the same order.
        """
        assert mine.seen["tensor"] == close(torch.tensor(data.values, dtype=torch.float64))
        assert mine.changed == ()


@pytest.mark.exercise("grid")
class TestGrid:
    @pytest.mark.points(0.5)
    def test_goes_from_start_to_stop(self, mine, solution, data):
        """num개의 점이 start에서 stop까지 같은 간격으로 놓여야 합니다.

        There must be num points from start to stop at equal distances.
        """
        assert mine.returned == close(solution.grid(data.start, data.stop, data.num))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other")
    def test_goes_wherever_it_is_asked(self, mine, solution, data):
        """다른 start, stop, num에서도 그래야 합니다.

        It must do so for another start, stop and num.
        """
        assert mine.returned == close(solution.grid(data.start, data.stop, data.num))

    @pytest.mark.points(0.25)
    @pytest.mark.needs("goes_from_start_to_stop")
    def test_is_a_float32_tensor(self, mine):
        """float32 텐서여야 합니다.

        It must be a float32 tensor.
        """
        assert mine.returned.type == "Tensor"
        assert mine.returned.stored == "float32"


@pytest.mark.exercise("col_vector")
class TestColVector:
    @pytest.mark.points(0.5)
    def test_is_n_by_1(self, mine, solution, data):
        """주어진 수가 n×1로 서 있어야 합니다.

        The numbers must stand as n×1.
        """
        assert mine.returned == close(solution.col_vector(data.values))

    @pytest.mark.points(0.5)
    @pytest.mark.probe("longer")
    def test_takes_any_length(self, mine, solution, data):
        """길이가 달라도 되어야 합니다.

        It must work for another length.
        """
        assert mine.returned == close(solution.col_vector(data.values))
        assert mine.changed == ()

    @pytest.mark.points(0.25)
    @pytest.mark.probe("tensor")
    def test_takes_a_tensor(self, mine, solution, data):
        """리스트 대신 텐서를 주어도 되어야 합니다.

        It must take a tensor as well as a list.
        """
        assert mine.returned == close(solution.col_vector(data.values))
        assert mine.changed == ()

    @pytest.mark.points(0.25)
    @pytest.mark.needs("is_n_by_1")
    def test_is_float32_even_of_integers(self, mine):
        """정수를 주어도 float32 텐서여야 합니다.

        It must be a float32 tensor even where integers are given.
        """
        assert mine.returned.type == "Tensor"
        assert mine.returned.stored == "float32"


@pytest.mark.exercise("row_vector")
class TestRowVector:
    @pytest.mark.points(0.5)
    def test_is_1_by_n(self, mine, solution, data):
        """주어진 수가 1×n으로 누워 있어야 합니다.

        The numbers must lie as 1×n.
        """
        assert mine.returned == close(solution.row_vector(data.values))

    @pytest.mark.points(0.5)
    @pytest.mark.probe("longer")
    def test_takes_any_length(self, mine, solution, data):
        """길이가 달라도 되어야 합니다.

        It must work for another length.
        """
        assert mine.returned == close(solution.row_vector(data.values))
        assert mine.changed == ()

    @pytest.mark.points(0.25)
    @pytest.mark.probe("tensor")
    def test_takes_a_tensor(self, mine, solution, data):
        """리스트 대신 텐서를 주어도 되어야 합니다.

        It must take a tensor as well as a list.
        """
        assert mine.returned == close(solution.row_vector(data.values))
        assert mine.changed == ()

    @pytest.mark.points(0.25)
    @pytest.mark.needs("is_1_by_n")
    def test_is_float32_even_of_integers(self, mine):
        """정수를 주어도 float32 텐서여야 합니다.

        It must be a float32 tensor even where integers are given.
        """
        assert mine.returned.type == "Tensor"
        assert mine.returned.stored == "float32"


@pytest.mark.exercise("to_float32")
class TestToFloat32:
    @pytest.mark.points(0.5)
    def test_is_a_float32_tensor(self, mine, data):
        """정수 텐서가 같은 수의 float32 텐서가 되어야 합니다.

        An integer tensor must become a float32 tensor of the same numbers.
        """
        assert mine.returned == close(data.t)
        assert mine.returned.type == "Tensor"
        assert mine.returned.stored == "float32"

    @pytest.mark.points(0.25)
    @pytest.mark.probe("table", "column")
    @pytest.mark.needs("is_a_float32_tensor")
    def test_keeps_values_and_shape(self, mine, solution, data):
        """값과 모양은 그대로여야 합니다.

        Values and shape must stay as they are.
        """
        assert mine.returned == close(solution.to_float32(data.t))
        assert mine.changed == ()


@pytest.mark.exercise("matmul_any")
class TestMatmulAny:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("error1", "error2")
    @pytest.mark.needs("multiplies_other_matrices")
    def test_multiplies_mixed_dtypes(self, mine, solution, data):
        """강의의 에러1과 에러2의 두 텐서를 곱할 수 있어야 합니다.

        It must multiply the tensors of the lecture's two errors.
        """
        assert mine.returned == close(solution.matmul_any(data.A, data.b))

    @pytest.mark.points(0.5)
    @pytest.mark.probe("integers")
    def test_is_float32_even_of_integers(self, mine, data):
        """둘 다 정수여도 그 곱은 float32 텐서여야 합니다.

        The product must be a float32 tensor even of two integer tensors.
        """
        assert mine.returned == close(data.A @ data.b)
        assert mine.returned.type == "Tensor"
        assert mine.returned.stored == "float32"

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other", "square")
    def test_multiplies_other_matrices(self, mine, solution, data):
        """모양이 다르고 소수가 섞인 행렬도 곱할 수 있어야 합니다.

        It must multiply matrices of other shapes, decimals included.
        """
        assert mine.returned == close(solution.matmul_any(data.A, data.b))
        assert mine.changed == ()
        assert mine.returned.stored == "float32"


@pytest.mark.exercise("product_shape")
class TestProductShape:
    @pytest.mark.points(0.25)
    @pytest.mark.probe("A_b1", "b1_A", "A_b2", "b2_A", "A_b3", "b3_A")
    @pytest.mark.needs("fills_the_lectures_table[A_b2]")
    def test_fills_the_lectures_table(self, mine, solution, data):
        """강의의 A와 b1, b2, b3를 두 순서로 곱한 모양이어야 하고, 계산할 수 없으면 None이어야 합니다.

        It must give the shapes of the lecture's A with b1, b2, b3 in both orders, and None where it cannot be computed.
        """
        shape = solution.product_shape(data.A, data.b)
        assert mine.returned == close(None if shape is None else list(shape))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("tall_wide", "tall_vector")
    @pytest.mark.needs("fills_the_lectures_table[A_b2]")
    def test_knows_other_shapes(self, mine, solution, data):
        """정사각형이 아닌 행렬에서도 그래야 합니다.

        It must do so for matrices that are not square.
        """
        shape = solution.product_shape(data.A, data.b)
        assert mine.returned == close(None if shape is None else list(shape))
        assert mine.changed == ()


@pytest.mark.exercise("pairwise_difference")
class TestPairwiseDifference:
    @pytest.mark.points(1)
    def test_is_a_row_minus_a_column(self, mine, solution, data):
        """i행 j열이 a[j] - a[i]인 n×n이어야 합니다.

        It must be n×n, with a[j] - a[i] in row i, column j.
        """
        assert mine.returned == close(solution.pairwise_difference(data.a))

    @pytest.mark.points(0.5)
    @pytest.mark.probe("longer")
    def test_takes_any_length(self, mine, solution, data):
        """길이가 달라도 되어야 합니다.

        It must work for another length.
        """
        assert mine.returned == close(solution.pairwise_difference(data.a))
        assert mine.changed == ()
        assert mine.returned.stored == "float32"


@pytest.mark.exercise("residual")
class TestResidual:
    @pytest.mark.points(0.5)
    @pytest.mark.probe("flat_and_column")
    def test_is_a_column_of_flat_y(self, mine, solution, data):
        """(n,)인 y에서 (n,1)인 yhat을 빼면 n×1이어야 합니다.

        A y of shape (n,) minus a yhat of shape (n,1) must give n×1.
        """
        assert mine.returned == close(solution.residual(data.y, data.yhat))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("column_and_flat", "flat_and_flat", "column_and_column")
    def test_is_a_column_of_any_mix(self, mine, solution, data):
        """어떤 조합이어도 n×1이어야 합니다.

        It must be n×1 for every other mix of the two shapes.
        """
        assert mine.returned == close(solution.residual(data.y, data.yhat))

    @pytest.mark.points(0.25)
    @pytest.mark.probe("other_n")
    def test_takes_any_length(self, mine, solution, data):
        """자료의 길이가 100이 아니어도 되어야 합니다.

        It must work for data of another length than 100.
        """
        assert mine.returned == close(solution.residual(data.y, data.yhat))
        assert mine.changed == ()
        assert mine.returned.stored == "float32"

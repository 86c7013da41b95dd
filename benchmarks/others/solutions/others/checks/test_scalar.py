import pytest

from autograder.judge import close


@pytest.mark.exercise("central_difference")
class TestDifference:
    @pytest.mark.points(1)
    @pytest.mark.probe("first", "second", "defaults")
    def test_value(self, mine, data):
        """양쪽의 차이를 나눈 값입니다.

        It is the difference of both sides, divided.
        """
        e, (a, b) = float(getattr(data, "epsilon", 1e-6)), map(float, data.vals)
        f = lambda a, b: a**3 * b + b**3
        up, down = ((a + e, b), (a - e, b)) if getattr(data, "arg", 0) == 0 else ((a, b + e), (a, b - e))
        assert abs(float(mine.returned) - (f(*up) - f(*down)) / (2 * e)) < 1e-9


@pytest.mark.exercise("topological_order")
class TestOrder:
    @pytest.mark.points(1)
    @pytest.mark.probe("diamond", "larger")
    def test_each_comes_before_what_it_is_made_of(self, mine, data):
        """쓰는 것이 먼저입니다.

        What uses another comes first.
        """
        order = [int(one) for one in mine.returned]
        assert sorted(order) == list(range(len(data.graph))), "하나는 한 번만 나옵니다 / each comes once"
        for k, edges in enumerate(data.graph):
            for parent, _ in edges:
                assert order.index(k) < order.index(int(parent)), "쓰는 것이 먼저입니다 / what uses another comes first"


@pytest.mark.exercise("backpropagate")
class TestBackpropagate:
    @pytest.mark.points(1)
    @pytest.mark.step("backward")
    @pytest.mark.probe("diamond", "larger")
    def test_derivative(self, mine, data):
        """모든 길의 미분을 더합니다.

        The derivatives of all ways are added up.
        """
        found = [0.0] * len(data.graph)
        found[-1] = float(data.derivative)
        for k in reversed(range(len(data.graph))):
            for parent, slope in data.graph[k]:
                found[int(parent)] += found[k] * float(slope)
        assert mine.returned == close(found[0])
        assert mine.seen["again"] == close(2 * found[0])
        assert mine.seen["others"] == close([True] * (len(data.graph) - 1))

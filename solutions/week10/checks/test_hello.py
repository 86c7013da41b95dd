"""Hidden checks of hello.py."""

import pytest
import torch

from autograder import checks
from autograder.judge import close

SAME = "주어진 net을 돌려주세요 / return the net you were given"


@pytest.mark.exercise("CharLSTM")
class TestCharLSTM:
    @pytest.mark.points(1)
    @pytest.mark.probe("lecture", "wider")
    def test_has_its_layers(self, mine, data):
        """파라메터의 수가 임베딩, LSTM, 직선의 것이어야 합니다.

        It has as many numbers to learn as embedding, LSTM and line.
        """
        size, p, q = data.size, data.p, data.q
        checks.count(mine.seen["state"], size * p + 4 * q * (p + q + 2) + size * (q + 1))

    @pytest.mark.points(2)
    @pytest.mark.needs("has_its_layers")
    @pytest.mark.step("yhat")
    @pytest.mark.probe("lecture", "wider")
    def test_computes_scores(self, mine, solution, data):
        """그 파라메터로 임베딩, LSTM, 직선을 차례로 계산한 점수여야 합니다.

        With its own parameters it computes embedding, LSTM, a line.
        """
        checks.forward(mine.returned, solution.CharLSTM(data.size, data.p, data.q), mine.seen["state"], data.x)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("computes_scores")
    @pytest.mark.step("yhat")
    def test_can_be_trained(self, mine):
        """점수는 그래프를 유지해야 하고, x는 바뀌지 않아야 합니다.

        The scores keep their graph, and x does not change.
        """
        checks.plain_answer(mine)
        assert mine.returned.graph


@pytest.mark.exercise("fit_text")
@pytest.mark.points(1)
@pytest.mark.probe("lecture", "other_n")
class TestFitText(checks.LoopChecks):
    @pytest.mark.points(0.5)
    @pytest.mark.needs("step4_update")
    def test_returns_the_same_net(self, mine):
        """주어진 net을 돌려주어야 합니다.

        It returns the net it was given.
        """
        assert mine.seen["same"] == close(True), SAME


@pytest.mark.exercise("generate")
class TestGenerate:
    @pytest.mark.points(1)
    @pytest.mark.step("yhat")
    @pytest.mark.probe("lecture", "other")
    def test_goes_on_from_the_whole_text(self, mine, data):
        """그때까지의 글 전체에서 점수가 가장 큰 글자를 하나씩 붙여야 합니다.

        It appends the letter with the largest score, one by one, from the whole text so far.
        """
        text = data.start
        for _ in range(data.length):
            scores = sum(data.table[data.vocabulary.index(letter)] for letter in text)
            text += data.vocabulary[int(scores.argmax())]
        assert mine.returned == text
        checks.unchanged(mine)

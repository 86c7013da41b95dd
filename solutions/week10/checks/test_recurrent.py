"""Hidden checks of recurrent.py."""

import pytest
import torch

from autograder import checks
from autograder.judge import close

PAIR = "(h, c)를 (q,)씩 돌려주세요 / return (h, c), (q,) each"
RNN = "torch.nn.RNN이어야 합니다 / it is a torch.nn.RNN"
FROZEN = "파라메터가 모두 학습되어야 합니다 (requires_grad=True) / every parameter has to be trained (requires_grad=True)"


@pytest.mark.exercise("rnn_cell")
class TestRnnCell:
    @pytest.mark.points(1)
    @pytest.mark.step("hidden")
    @pytest.mark.probe("lecture", "wide", "far_out", "steep")
    def test_is_the_next_state(self, mine, solution, data):
        """tanh(x·Wx + h·Wh + b)여야 합니다.

        It is tanh(x·Wx + h·Wh + b).
        """
        assert mine.returned == close(solution.rnn_cell(data.x, data.h, data.Wx, data.Wh, data.b))

    @pytest.mark.points(0.5)
    @pytest.mark.step("hidden")
    @pytest.mark.needs("is_the_next_state[lecture]")
    def test_leaves_the_state_before(self, mine):
        """float32 텐서여야 하고, 앞의 은닉상태와 파라메터는 바뀌지 않아야 합니다.

        It is a float32 tensor, and neither the state before nor the parameters change.
        """
        checks.plain_answer(mine)


@pytest.mark.exercise("run_rnn")
class TestRunRnn:
    @pytest.mark.points(1)
    @pytest.mark.step("hidden")
    @pytest.mark.probe("lecture", "long", "far_out", "steep")
    def test_passes_the_state_on(self, mine, solution, data):
        """시점마다의 은닉상태여야 합니다: 앞의 것이 다음 것에 들어갑니다.

        It is the hidden state of every moment: each goes into the next.
        """
        assert mine.returned == close(solution.run_rnn(data.X, data.Wx, data.Wh, data.b))

    @pytest.mark.points(0.5)
    @pytest.mark.step("hidden")
    @pytest.mark.needs("passes_the_state_on[lecture]")
    def test_leaves_its_inputs(self, mine):
        """float32 텐서여야 하고, X와 파라메터는 바뀌지 않아야 합니다.

        It is a float32 tensor, and neither X nor the parameters change.
        """
        checks.plain_answer(mine)


@pytest.mark.exercise("torch_rnn")
class TestTorchRnn:
    @pytest.mark.points(1)
    @pytest.mark.step("hidden")
    @pytest.mark.probe("lecture", "wide", "steep")
    def test_computes_what_run_rnn_does(self, mine, solution, data):
        """X를 넣으면 run_rnn과 같은 값이 나와야 합니다.

        For X it gives the values of run_rnn.
        """
        assert mine.returned == close(solution.run_rnn(data.X, data.Wx, data.Wh, data.b))

    @pytest.mark.points(0.5)
    @pytest.mark.step("hidden")
    @pytest.mark.needs("computes_what_run_rnn_does[lecture]")
    def test_is_torchs_own(self, mine):
        """학습할 수 있는 torch.nn.RNN이어야 하고, 주어진 파라메터는 바뀌지 않아야 합니다.

        It is a torch.nn.RNN that can be trained, and the given parameters do not change.
        """
        assert mine.seen["is_rnn"] == close(True), RNN
        assert mine.seen["trained"] == close(True), FROZEN
        checks.plain_answer(mine)


@pytest.mark.exercise("lstm_cell")
class TestLstmCell:
    @pytest.mark.points(1)
    @pytest.mark.step("hidden")
    @pytest.mark.probe("lecture", "wide", "far_out", "steep")
    def test_carries_the_cell(self, mine, solution, data):
        """c는 forget·c + input·cell이어야 합니다.

        c is forget·c + input·cell.
        """
        assert mine.seen["c"] == close(solution.lstm_cell(data.x, data.h, data.c, data.W, data.U, data.b)[1])
        assert mine.seen["c"].stored == "float32"

    @pytest.mark.points(1)
    @pytest.mark.step("hidden")
    @pytest.mark.probe("lecture", "wide", "far_out", "steep")
    def test_opens_to_the_output(self, mine, data):
        """h는 output·tanh(c)여야 합니다. c는 여러분의 것입니다.

        h is output·tanh(c), with your own c.
        """
        c = mine.seen["c"]
        assert isinstance(c, torch.Tensor), PAIR
        assert tuple(c.shape) == tuple(data.c.shape), PAIR
        gate = (data.x @ data.W + data.h @ data.U + data.b).chunk(4)[3].sigmoid()
        assert mine.seen["h"] == close(gate * torch.tanh(c.as_subclass(torch.Tensor)))
        assert mine.seen["h"].stored == "float32"
        checks.unchanged(mine)

"""Hidden checks of gan.py."""

import pytest
import torch
from torch.nn.functional import binary_cross_entropy as bce

from autograder import checks
from autograder.judge import close

SAME = "주어진 G와 D를 돌려주세요 / return the G and D you were given"
LEAKS = "판별자의 loss가 생성자까지 미분됩니다 / the discriminator's loss is differentiated back into the generator"


def discriminator(width):
    """The driver's net."""
    torch.manual_seed(43052)
    return torch.nn.Sequential(torch.nn.Linear(1, width), torch.nn.ReLU(), torch.nn.Linear(width, 1), torch.nn.Sigmoid())


def loss_D(D, real, fake):
    yes, no = D(real), D(fake)
    return bce(yes, torch.ones_like(yes)) + bce(no, torch.zeros_like(no))


def loss_G(D, fake):
    yes = D(fake)
    return bce(yes, torch.ones_like(yes))


@pytest.fixture
def D(data):
    return discriminator(data.width).to(data.fake.dtype)


@pytest.mark.exercise("Discriminator")
class TestDiscriminator:
    @pytest.mark.points(0.25)
    @pytest.mark.probe("lecture", "wider")
    def test_has_a_hidden_layer(self, mine, data):
        """파라메터의 수가 은닉노드 width개인 네트워크와 같아야 합니다.

        It has as many numbers to learn as a net of width hidden nodes.
        """
        checks.count(mine.seen["state"], 3 * data.width + 1)

    @pytest.mark.points(1)
    @pytest.mark.needs("has_a_hidden_layer")
    @pytest.mark.step("yhat")
    @pytest.mark.probe("lecture", "wider")
    def test_computes_yhat(self, mine, solution, data):
        """그 파라메터로 직선, ReLU, 직선, 시그모이드를 차례로 계산한 값이어야 합니다.

        With its own parameters it computes a line, ReLU, a line, a sigmoid.
        """
        checks.forward(mine.returned, solution.Discriminator(data.width), mine.seen["state"], data.x)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("computes_yhat[lecture]")
    def test_is_made_in_order(self, mine, solution, data):
        """은닉층을 먼저, 출력층을 나중에 만들어야 합니다: 같은 seed에서 같은 값이 나옵니다.

        The hidden layer is made first, then the output layer: the same seed then gives the same numbers.
        """
        checks.order(mine.seen["state"], solution.Discriminator(data.width), 43052)

    @pytest.mark.points(0.5)
    @pytest.mark.needs("computes_yhat")
    def test_can_be_trained(self, mine):
        """yhat은 그래프를 유지해야 하고, x는 바뀌지 않아야 합니다.

        yhat keeps its graph, and x does not change.
        """
        checks.plain_answer(mine)
        assert mine.returned.graph


@pytest.mark.exercise("discriminator_loss")
class TestDiscriminatorLoss:
    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    @pytest.mark.probe("lecture", "other_n", "far", "far_fakes")
    def test_loss(self, mine, data, D):
        """진짜는 1, 가짜는 0으로 본 두 평균 BCE의 합이어야 합니다.

        It is the mean BCE of real as 1, plus that of fake as 0.
        """
        assert mine.returned == close(loss_D(D, data.real, data.fake))

    @pytest.mark.points(0.5)
    @pytest.mark.step("backward")
    @pytest.mark.needs("loss[lecture]")
    @pytest.mark.probe("lecture", "other_n")
    def test_reaches_the_discriminator(self, mine, data, D):
        """미분은 판별자의 모든 파라메터까지 가야 합니다.

        It can be differentiated by every parameter of the discriminator.
        """
        slopes = torch.autograd.grad(loss_D(D, data.real, data.fake), [*D.parameters()])
        for name, right in zip(dict(D.named_parameters()), slopes, strict=True):
            assert mine.seen["slopes"][name] == close(right)

    @pytest.mark.points(1)
    @pytest.mark.step("backward")
    @pytest.mark.needs("loss[lecture]")
    def test_stops_at_the_fake(self, mine, data):
        """미분이 가짜를 만든 생성자까지 가면 안 됩니다.

        It is not differentiated back into the generator that made the fake.
        """
        back = mine.seen["back"]
        assert back == close(None) or back == close(torch.zeros_like(data.fake)), LEAKS
        checks.plain_answer(mine)


@pytest.mark.exercise("generator_loss")
class TestGeneratorLoss:
    @pytest.mark.points(1)
    @pytest.mark.step("loss")
    @pytest.mark.probe("lecture", "other_n", "far", "far_right")
    def test_loss(self, mine, data, D):
        """가짜를 1로 본 평균 BCE여야 합니다.

        It is the mean BCE of fake as 1.
        """
        assert mine.returned == close(loss_G(D, data.fake))
        checks.plain_answer(mine)

    @pytest.mark.points(1)
    @pytest.mark.step("backward")
    @pytest.mark.needs("loss[lecture]")
    @pytest.mark.probe("lecture", "other_n")
    def test_reaches_the_fake(self, mine, data, D):
        """미분이 가짜까지 가야 생성자가 배웁니다.

        It is differentiated back to the fake, so that the generator learns.
        """
        fake = data.fake.clone().requires_grad_()
        assert mine.seen["back"] == close(torch.autograd.grad(loss_G(D, fake), fake)[0])


@pytest.mark.exercise("fit_gan")
@pytest.mark.points(0.5)
@pytest.mark.probe("lecture", "other_n")
class TestFitGan:
    @pytest.mark.step("loss")
    def test_discriminator_loss(self, mine):
        """판별자의 step2: 그때의 파라메터와 fake로 계산한 loss여야 합니다.

        The discriminator's step2: it is the loss of the parameters and the fake of that moment.
        """
        checks.loss(mine.of("D"))

    @pytest.mark.step("backward")
    @pytest.mark.needs("discriminator_loss")
    def test_discriminator_backward(self, mine):
        """판별자의 step3: 모든 파라메터의 기울기가 맞아야 합니다.

        The discriminator's step3: the gradient of every parameter is right.
        """
        checks.gradient(mine.of("D"))

    @pytest.mark.step("update")
    def test_discriminator_clears(self, mine):
        """판별자의 step4: 앞의 기울기가 남아 더해지면 안 됩니다.

        The discriminator's step4: no earlier gradient is left to be added to.
        """
        checks.cleared(mine.of("D"))

    @pytest.mark.step("update")
    def test_discriminator_update(self, mine, data):
        """판별자의 step4: 모든 update가 Adam의 것이어야 합니다.

        The discriminator's step4: every update is Adam's.
        """
        checks.optimizer(mine.of("D"), lambda parameters: torch.optim.Adam(parameters, lr=data.lr))

    @pytest.mark.step("loss")
    def test_generator_loss(self, mine):
        """생성자의 step2: 고친 다음의 판별자로 계산한 loss여야 합니다.

        The generator's step2: it is the loss by the discriminator as it is after its update.
        """
        checks.loss(mine.of("G"))

    @pytest.mark.step("backward")
    @pytest.mark.needs("generator_loss")
    def test_generator_backward(self, mine):
        """생성자의 step3: 모든 파라메터의 기울기가 맞아야 합니다.

        The generator's step3: the gradient of every parameter is right.
        """
        checks.gradient(mine.of("G"))

    @pytest.mark.step("update")
    def test_generator_clears(self, mine):
        """생성자의 step4: 앞의 기울기가 남아 더해지면 안 됩니다.

        The generator's step4: no earlier gradient is left to be added to.
        """
        checks.cleared(mine.of("G"))

    @pytest.mark.step("update")
    def test_generator_update(self, mine, data):
        """생성자의 step4: 모든 update가 Adam의 것이어야 합니다.

        The generator's step4: every update is Adam's.
        """
        checks.optimizer(mine.of("G"), lambda parameters: torch.optim.Adam(parameters, lr=data.lr))

    def test_epochs(self, mine, data):
        """에폭마다 판별자를 한 번, 생성자를 한 번 고쳐야 합니다.

        In every epoch the discriminator is updated once, and the generator once.
        """
        assert mine.of("D").updates == data.epochs
        assert mine.of("G").updates == data.epochs

    @pytest.mark.needs("generator_update")
    def test_returns_both(self, mine):
        """주어진 G와 D를 차례로 돌려주고, real은 그대로 두어야 합니다.

        It returns the G and D it was given, in this order, and leaves real as it is.
        """
        assert mine.seen["same"] == close([True, True]), SAME
        checks.unchanged(mine)


@pytest.mark.exercise("generate")
class TestGenerate:
    @pytest.mark.points(1)
    @pytest.mark.step("generate")
    @pytest.mark.probe("lecture", "other_n")
    def test_makes_fakes_of_noise(self, mine, data):
        """seed의 잡음에서 G가 만든 것이어야 합니다.

        It is what G makes of the noise of the seed.
        """
        torch.manual_seed(2)
        G = torch.nn.Sequential(torch.nn.Linear(1, 4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
        G[2].weight.data *= 400
        torch.manual_seed(data.seed)
        noise = torch.randn(data.n, 1)
        assert mine.returned == close(G.double()(noise.double()))

    @pytest.mark.points(0.5)
    @pytest.mark.needs("makes_fakes_of_noise[lecture]")
    def test_has_no_graph(self, mine):
        """그래프가 없는 float32 텐서여야 합니다.

        It is a float32 tensor without graph.
        """
        checks.plain_answer(mine)
        checks.no_graph(mine.returned)

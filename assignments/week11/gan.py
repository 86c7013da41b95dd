"""1차원 GAN: 생성자와 판별자 (11wk)

A GAN in one dimension: generator and discriminator (11wk)
"""

import torch


class Discriminator(torch.nn.Module):
    """진짜일 확률을 말하는 네트워크: 직선, ReLU, 직선, 시그모이드.

    Discriminator(width): 입력은 (n,1), 은닉노드는 width개, 출력은 0과 1 사이의 (n,1). 은닉층을 먼저, 출력층을 나중에 만듭니다.

    A net that tells how likely a number is real: a line, ReLU, a line, a sigmoid.

    Discriminator(width): inputs (n,1), width hidden nodes, outputs (n,1) between 0 and 1. The hidden layer is made first, then the output layer.
    """

    def __init__(self, width):
        super().__init__()
        raise NotImplementedError("Discriminator.__init__: not written yet")

    def forward(self, x):
        # step1: yhat
        raise NotImplementedError("Discriminator.forward: step1: yhat")


def discriminator_loss(D, real, fake):
    """판별자의 loss: 진짜를 1, 가짜를 0이라고 할 때의 평균 BCE 두 개를 더한 것입니다.

    D: (n,1)을 받아 확률 (n,1)을 주는 네트워크. real: (n,1), fake: (m,1) float32. → 숫자 하나인 텐서.
    fake는 생성자가 만든 것이라 그래프가 있습니다. 이 loss의 미분이 생성자까지 가면 안 됩니다.

    The discriminator's loss: the mean BCE where real is 1, plus the mean BCE where fake is 0.

    D: a net from (n,1) to probabilities (n,1). real: (n,1), fake: (m,1) float32. → a tensor of one number.
    fake comes from the generator and carries its graph: this loss must not be differentiated back into the generator.
    """
    # step1: yhat
    raise NotImplementedError("discriminator_loss: step1: yhat")
    # step2: loss
    raise NotImplementedError("discriminator_loss: step2: loss")


def generator_loss(D, fake):
    """생성자의 loss: 판별자가 가짜를 1이라고 하기를 바라는 평균 BCE입니다.

    D: (n,1)을 받아 확률 (n,1)을 주는 네트워크. fake: 생성자가 만든 (n,1). → 숫자 하나인 텐서, 미분은 fake까지 갑니다.

    The generator's loss: the mean BCE where fake is 1, for it wants the discriminator to say so.

    D: a net from (n,1) to probabilities (n,1). fake: (n,1), made by the generator. → a tensor of one number, differentiated back to fake.
    """
    # step1: yhat
    raise NotImplementedError("generator_loss: step1: yhat")
    # step2: loss
    raise NotImplementedError("generator_loss: step2: loss")


def fit_gan(G, D, real, lr=0.01, epochs=12):
    """에폭마다 판별자를 한 번, 그다음 생성자를 한 번 Adam으로 고칩니다. G와 D를 그 자리에서 바꾸고, (G, D)를 돌려줍니다.

    G: (n,1)을 받아 (n,1)을 주는 네트워크. D: (n,1)을 받아 확률 (n,1)을 주는 네트워크. real: (n,1) float32.
    에폭마다 `torch.randn(n, 1)`을 한 번 뽑아 fake를 한 번 만들고, 두 네트워크가 그 fake를 같이 씁니다. 생성자의 loss는 고친 다음의 D로 계산합니다.

    In every epoch updates the discriminator once, then the generator once, each by its own Adam. Changes G and D in place, and returns (G, D).

    G: a net from (n,1) to (n,1). D: a net from (n,1) to probabilities (n,1). real: (n,1) float32.
    In every epoch draws `torch.randn(n, 1)` once and makes fake once, which both nets use. The generator's loss is computed with D as it is after its update.
    """
    # 판별자 / discriminator: step1, step2
    raise NotImplementedError("fit_gan: not written yet")
    # step3: 미분 / backward
    raise NotImplementedError("fit_gan: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_gan: step4: update")
    # 생성자 / generator: step1, step2
    raise NotImplementedError("fit_gan: 생성자 / generator: step1, step2")
    # step3: 미분 / backward
    raise NotImplementedError("fit_gan: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_gan: step4: update")


def generate(G, n, seed):
    """seed를 고정하고 표준정규분포의 n×1 잡음에서 가짜 자료 n개를 만듭니다.

    G: (n,1)을 받아 (n,1)을 주는 네트워크. → (n,1), 그래프가 없는 텐서.

    Fixes the seed, and makes n fake rows from n×1 noise of the standard normal distribution.

    G: a net from (n,1) to (n,1). → (n,1), a tensor without graph.
    """
    raise NotImplementedError("generate: not written yet")

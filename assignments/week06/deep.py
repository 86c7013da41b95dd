"""깊은 신경망: 은닉층과 ReLU (06wk)

Deep networks: a hidden layer and ReLU (06wk)
"""

import torch


def relu(u):
    """음수는 0으로, 나머지는 그대로 둡니다.

    u: float32, 모양은 무엇이든 좋습니다. → 같은 모양의 텐서. u는 바뀌지 않아야 합니다.

    Negative numbers become 0, the rest stays.

    u: float32 of any shape. → a tensor of the same shape. u itself must not change.
    """
    raise NotImplementedError("relu: not written yet")


def step_by_two_lines(x, start, width):
    """꺾은선 두 개로 만든 계단: start까지는 0, start+width부터는 1이고, 그 사이는 직선입니다.

    x: (n,1) float32. start, width: 숫자, width > 0. → (n,1)
    ReLU(x-start)와 ReLU(x-start-width)를 빼서 만들 수 있습니다.

    A step made of two bent lines: 0 up to start, 1 from start+width on, and a straight line between.

    x: (n,1) float32. start, width: numbers, width > 0. → (n,1)
    It is a difference of ReLU(x-start) and ReLU(x-start-width).
    """
    raise NotImplementedError("step_by_two_lines: not written yet")


class Net(torch.nn.Module):
    """은닉층이 하나인 네트워크: 직선, ReLU, 직선.

    Net(width): 입력은 (n,1), 은닉노드는 width개, 출력은 (n,1). 은닉층을 먼저, 출력층을 나중에 만듭니다.

    A net of one hidden layer: a line, ReLU, a line.

    Net(width): inputs (n,1), width hidden nodes, outputs (n,1). The hidden layer is made first, then the output layer.
    """

    def __init__(self, width):
        super().__init__()
        # 은닉층, 출력층 / hidden layer, output layer
        raise NotImplementedError("Net.__init__: not written yet")

    def forward(self, x):
        # step1: yhat
        raise NotImplementedError("Net.forward: step1: yhat")


def make_net(width, seed):
    """같은 네트워크를 `torch.nn.Sequential`로 만듭니다. seed를 고정한 다음 은닉층, 출력층의 순서로 만듭니다.

    width, seed: 정수 → (n,1)을 받아 (n,1)을 주는 네트워크.

    The same net as a `torch.nn.Sequential`: fix the seed, then make the hidden layer, then the output layer.

    width, seed: whole numbers → a net from (n,1) to (n,1).
    """
    raise NotImplementedError("make_net: not written yet")


def fit_deep(net, x, y, lr=0.05, epochs=40):
    """MSE와 Adam으로 step1~4를 epochs번 반복합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: (n,1)을 받아 (n,1)을 주는 네트워크. x, y: (n,1) float32.

    Repeats the four steps with MSE and Adam, epochs times. Changes net in place, and returns it.

    net: a net from (n,1) to (n,1). x, y: (n,1) float32.
    """
    # step1: yhat
    raise NotImplementedError("fit_deep: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_deep: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_deep: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_deep: step4: update")

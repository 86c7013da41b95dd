"""step: setup

bias를 0으로 바꾸었을 뿐 여전히 파라메터입니다. 지금은 예측이 맞지만 학습을 시작하면 다시 움직입니다.

The bias was only set to 0 and is still a parameter. The predictions are right now, but training will move it again.
"""

import torch


def drop_bias(net):
    net.bias.data = torch.zeros(1)
    return net

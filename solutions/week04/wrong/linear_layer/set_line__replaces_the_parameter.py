"""step: setup

파라메터 자리에 보통 텐서를 넣으려고 해서 에러가 났습니다. 파라메터는 그대로 두고 그 안의 값만 바꾸세요.

A plain tensor cannot take a parameter's place. Leave the parameter and change the numbers in it.
"""

import torch


def set_line(net, w0, w1):
    if net.bias is None:
        net.weight = torch.tensor([[w0, w1]])
    else:
        net.bias = torch.tensor([w0])
        net.weight = torch.tensor([[w1]])
    return net

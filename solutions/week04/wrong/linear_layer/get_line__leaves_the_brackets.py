"""step: setup

값은 맞지만 수가 아니라 (1,)이나 (1, 1) 모양의 텐서입니다. 안에 든 수를 꺼내세요.

The values are right, but they are tensors of shape (1,) or (1, 1), not numbers. Take the numbers out.
"""


def get_line(net):
    if net.bias is None:
        return net.weight[:, 0], net.weight[:, 1]
    return net.bias, net.weight

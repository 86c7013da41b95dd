"""step: setup

bias가 있는 네트워크(ver1)에서만 절편과 기울기가 바뀌었습니다.

In the network with a bias (ver1) intercept and slope changed places.
"""


def get_line(net):
    if net.bias is None:
        return net.weight[0, 0].item(), net.weight[0, 1].item()
    return net.weight[0, 0].item(), net.bias[0].item()

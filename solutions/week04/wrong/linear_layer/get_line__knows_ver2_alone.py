"""step: setup

bias가 있는 네트워크(ver1)의 weight에는 수가 하나뿐입니다. 나머지 하나는 다른 곳에 있습니다.

In the network with a bias (ver1) weight holds one number only. The other one is elsewhere.
"""


def get_line(net):
    return net.weight[0, 0].item(), net.weight[0, 1].item()

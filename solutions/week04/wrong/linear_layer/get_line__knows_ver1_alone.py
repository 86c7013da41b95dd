"""step: setup

bias가 없는 네트워크(ver2)에서는 net.bias가 None이라 읽을 것이 없습니다. 그때 절편은 어디에 있는지 보세요.

In the network without a bias (ver2) net.bias is None and holds nothing. Look at where the intercept is then.
"""


def get_line(net):
    return net.bias[0].item(), net.weight[0, 0].item()

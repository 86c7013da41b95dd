"""step: setup

절편과 기울기가 바뀌었습니다. weight와 bias 중 어느 쪽이 w0인지 보세요.

Intercept and slope changed places. Look at which of weight and bias is w0.
"""


def get_line(net):
    if net.bias is None:
        return net.weight[0, 1].item(), net.weight[0, 0].item()
    return net.weight[0, 0].item(), net.bias[0].item()

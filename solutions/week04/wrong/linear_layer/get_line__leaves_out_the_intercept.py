"""step: setup

ver1에서 절편 자리에 0이 왔습니다. bias를 읽어야 합니다.

In ver1 a 0 stands where the intercept belongs. It is the bias that has to be read.
"""


def get_line(net):
    if net.bias is None:
        return net.weight[0, 0].item(), net.weight[0, 1].item()
    return 0.0, net.weight[0, 0].item()

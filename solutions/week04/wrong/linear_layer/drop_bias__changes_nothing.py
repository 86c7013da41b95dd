"""step: setup

bias가 그대로 더해지고 있습니다.

The bias is still added.
"""


def drop_bias(net):
    return net

"""step: update

파라메터의 순서가 `net.parameters()`와 다릅니다.

The parameters are not in the order of `net.parameters()`.
"""


def parameters_as_list(net):
    return list(net.parameters())[::-1]

"""step: update

weight와 bias를 이름으로 적어서, bias가 없거나 층이 여럿인 net에서는 맞지 않습니다. net에게 파라메터를 물어보는 방법이 있습니다.

weight and bias are written out by name, which fails for a net without a bias or with several layers. There is a way to ask net for its parameters.
"""


def parameters_as_list(net):
    return [net.weight, net.bias]

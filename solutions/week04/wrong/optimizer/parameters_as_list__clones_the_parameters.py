"""step: update

파라메터의 사본을 담았습니다. 사본을 바꾸어도 net은 바뀌지 않습니다.

The list holds copies of the parameters: changing them does not change net.
"""


def parameters_as_list(net):
    return [p.detach().clone().requires_grad_(True) for p in net.parameters()]

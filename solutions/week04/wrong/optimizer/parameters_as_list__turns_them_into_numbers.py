"""step: update

파라메터가 아니라 수(파이썬 리스트)를 담았습니다. 수에는 기울기가 없습니다.

The list holds plain numbers, not parameters. Numbers carry no gradient.
"""


def parameters_as_list(net):
    return [p.tolist() for p in net.parameters()]

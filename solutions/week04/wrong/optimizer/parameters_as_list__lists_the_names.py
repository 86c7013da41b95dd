"""step: update

파라메터가 아니라 파라메터의 이름을 담았습니다. 원소 하나를 꺼내 무엇인지 보세요.

The list holds the parameters' names, not the parameters. Take one element and look at what it is.
"""


def parameters_as_list(net):
    return [name for name, _ in net.named_parameters()]

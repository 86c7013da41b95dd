"""step: update

파라메터와 함께 이름이 들어있습니다. 원소 하나를 꺼내 무엇인지 보세요.

The list holds names along with the parameters. Take one element and look at what it is.
"""


def parameters_as_list(net):
    return list(net.named_parameters())

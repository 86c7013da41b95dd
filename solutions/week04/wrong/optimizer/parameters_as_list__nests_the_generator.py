"""step: update

리스트 안에 generator가 통째로 한 개 들어있습니다. 원소의 개수와 종류를 보세요.

The list holds one element: the generator itself. Look at how many elements there are and of what kind.
"""


def parameters_as_list(net):
    return [net.parameters()]

"""step: update

리스트에 net의 파라메터 자신이 아니라 값이나 사본이 들어있습니다. 이 리스트를 받은 옵티마이저는 net을 학습시키지 못합니다.

The list holds values or copies, not net's own parameters. An optimiser given this list cannot train net.
"""


def parameters_as_list(net):
    return [p.data for p in net.parameters()]

"""step: update

파라메터 자신이 아니라 값(`.data`)을 담았습니다. 이 리스트를 받은 옵티마이저는 net을 학습시키지 못합니다.

The list holds the values (`.data`), not the parameters themselves. An optimiser given this list cannot train net.
"""


def parameters_as_list(net):
    return [p.data for p in net.parameters()]

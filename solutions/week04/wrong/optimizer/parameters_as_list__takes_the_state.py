"""step: update

저장용 값(state_dict)을 담았습니다. 값은 같지만 파라메터 자신이 아니어서 기울기를 알지 못합니다.

The list holds the values kept for saving (state_dict): equal in value, but not the parameters themselves, and without their gradients.
"""


def parameters_as_list(net):
    return list(net.state_dict().values())

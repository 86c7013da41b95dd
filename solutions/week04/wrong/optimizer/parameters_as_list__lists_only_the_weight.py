"""step: update

weight만 들어있습니다. net이 학습할 것이 그것뿐인지 보세요.

Only the weight is in the list. Look whether that is all there is to train.
"""


def parameters_as_list(net):
    return [net.weight]

"""step: setup

제곱까지 했습니다. 여기서는 빼기까지만 합니다. 제곱은 step2에서 합니다.

It is squared already. Only the difference is asked for here; squares come with step2.
"""


def residual(y, yhat):
    return (y.reshape(-1, 1) - yhat.reshape(-1, 1)) ** 2

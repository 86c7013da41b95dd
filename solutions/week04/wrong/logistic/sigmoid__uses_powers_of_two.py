"""step: yhat

밑이 e가 아니라 2입니다. u=1에서의 값을 공식으로 손계산한 값과 비교해 보세요.

The base is 2 instead of e. Compare the value at u=1 with the formula worked out by hand.
"""


def sigmoid(u):
    return 2**u/(1+2**u)

"""step: setup

부호가 반대입니다. 잔차는 관측값에서 예측값을 뺀 것입니다.

The sign is turned round. A residual is what was observed minus what was predicted.
"""


def residual(y, yhat):
    return yhat.reshape(-1, 1) - y.reshape(-1, 1)

"""step: yhat

첫 번째 관측값만 예측했습니다. n개를 모두 예측해야 합니다.

Only the first observation was predicted. All n are asked for.
"""


def predict_1d(net, x):
    # step1: yhat
    return net(x[:1].reshape(-1, 1))

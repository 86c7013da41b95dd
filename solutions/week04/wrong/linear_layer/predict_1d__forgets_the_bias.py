"""step: yhat

bias가 더해지지 않았습니다. 모든 예측값이 같은 만큼 어긋나 있습니다.

The bias was not added: every prediction is off by the same amount.
"""


def predict_1d(net, x):
    # step1: yhat
    return x.reshape(-1, 1) @ net.weight.T

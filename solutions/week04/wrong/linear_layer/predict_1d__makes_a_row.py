"""step: yhat

1×n으로 만들었습니다. Linear(1,1)에게는 입력이 n개인 관측값 하나로 보입니다. 관측값 하나가 행 하나여야 합니다.

It was made 1×n: to Linear(1,1) that is one observation of n features. One observation is to be one row.
"""


def predict_1d(net, x):
    # step1: yhat
    return net(x.reshape(1, -1))

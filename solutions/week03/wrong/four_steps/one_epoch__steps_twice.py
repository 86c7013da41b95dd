"""step: update

한 에폭에 두 번 움직였습니다. 학습률이 두 배인 것과 같습니다.

Every epoch moves twice, which is the same as twice the learning rate.
"""

import torch


def one_epoch(X, y, What, lr=1/1000):
    # step1: yhat
    yhat = X @ What
    # step2: loss
    loss = torch.sum((y - yhat) ** 2)
    # step3: 미분
    loss.backward()
    # step4: update
    What.data = What.data - lr * What.grad
    What.data = What.data - lr * What.grad
    What.grad = None
    return What

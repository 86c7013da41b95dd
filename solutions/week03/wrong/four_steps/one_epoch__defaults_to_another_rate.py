"""step: update

lr을 주지 않았을 때의 학습률이 강의와 다릅니다. 기본값을 보세요.

When lr is not given, the learning rate is not the lecture's. Look at the default.
"""

import torch


def one_epoch(X, y, What, lr=1/100):
    # step1: yhat
    yhat = X @ What
    # step2: loss
    loss = torch.sum((y - yhat) ** 2)
    # step3: 미분
    loss.backward()
    # step4: update
    What.data = What.data - lr * What.grad
    What.grad = None
    return What

"""step: update

한 에폭 뒤의 손실이 더 큽니다. 업데이트의 부호를 보세요.

After the epoch the loss is larger. Look at the sign of the update.
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
    What.data = What.data + lr * What.grad
    What.grad = None
    return What

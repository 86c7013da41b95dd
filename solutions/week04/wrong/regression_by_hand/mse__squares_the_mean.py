"""step: loss

평균을 먼저 내고 제곱했습니다. 순서가 바뀌면 잔차들이 제곱되기 전에 서로 지워집니다.

The mean was taken first and squared then: residuals cancel before they are squared. Look at the order.
"""

import torch


def mse(y, yhat):
    # step2: loss
    return torch.mean(y - yhat) ** 2

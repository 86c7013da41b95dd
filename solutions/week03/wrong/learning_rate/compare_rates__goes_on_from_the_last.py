"""step: setup

둘째 학습률부터는 앞의 학습이 끝난 곳에서 출발했습니다. 학습률마다 같은 곳에서 출발해야 견줄 수 있습니다.

From the second rate on it starts where the one before ended. Only from the same start can rates be compared.
"""

import torch


def compare_rates(X, y, What, rates, epochs=30):
    ends = []
    W = What.data.clone().requires_grad_()
    for lr in rates:
        # 준비: 같은 출발점 / setup: the same start
        for epoc in range(epochs):
            # step1: yhat
            yhat = X @ W
            # step2: loss
            loss = torch.sum((y - yhat) ** 2)
            # step3: 미분
            loss.backward()
            # step4: update
            W.data = W.data - lr * W.grad
            W.grad = None
        ends.append(torch.sum((y - X @ W.data) ** 2).item())
    return torch.tensor(ends)

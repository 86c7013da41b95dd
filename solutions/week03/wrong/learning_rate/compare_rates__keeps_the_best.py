"""step: setup

가장 작은 손실 하나만 돌려주었습니다. 학습률마다 하나씩 있어야 합니다.

Only the smallest loss came back. There has to be one for each rate.
"""

import torch


def compare_rates(X, y, What, rates, epochs=30):
    ends = []
    for lr in rates:
        # 준비: 같은 출발점 / setup: the same start
        W = What.data.clone().requires_grad_()
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
    return torch.tensor(min(ends))

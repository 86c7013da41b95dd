"""step: setup

값은 맞지만 텐서가 아니라 리스트입니다.

The values are right, but it is a list, not a tensor.
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
    return ends

"""step: loss

학습은 맞지만 끝에서 합이 아니라 평균을 쟀습니다.

The training is right, but at the end the mean was measured, not the sum.
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
        ends.append(torch.mean((y - X @ W.data) ** 2).item())
    return torch.tensor(ends)

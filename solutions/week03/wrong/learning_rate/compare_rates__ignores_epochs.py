"""step: setup

epochs를 다르게 주어도 늘 30번 반복합니다.

It makes 30 turns whatever epochs says.
"""

import torch


def compare_rates(X, y, What, rates, epochs=30):
    ends = []
    for lr in rates:
        # 준비: 같은 출발점 / setup: the same start
        W = What.data.clone().requires_grad_()
        for epoc in range(30):
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

"""step: update

미분값을 한 번도 비우지 않았습니다. 두 번째 에폭부터 .grad에 지난 미분값이 쌓입니다.

The gradient was never cleared: from the second epoch on, earlier ones pile up in .grad.
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
        ends.append(torch.sum((y - X @ W.data) ** 2).item())
    return torch.tensor(ends)

"""step: setup

epochs를 주지 않았을 때의 반복 횟수가 강의와 다릅니다. 기본값을 보세요.

When epochs is not given, the number of turns is not the lecture's. Look at the default.
"""

import torch


def compare_rates(X, y, What, rates, epochs=10):
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
    return torch.tensor(ends)

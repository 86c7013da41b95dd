"""step: loss

마지막 업데이트 앞에서 잰 손실입니다. 학습이 끝났을 때의 What에서 다시 재야 합니다.

This is the loss before the last update. It has to be measured again at the What that training ended with.
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
        ends.append(loss.item())
    return torch.tensor(ends)

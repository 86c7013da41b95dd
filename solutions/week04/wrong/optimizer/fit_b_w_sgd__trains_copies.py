"""step: update

주어진 것이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 것의 값이 바뀌었는지 보세요.

A copy was trained, not what was given. Look whether the object you passed in has changed once the function is over.
"""

import torch


def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    b, w = (p.detach().clone().requires_grad_(True) for p in (b, w))
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([b, w], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = b + w*x
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return b, w

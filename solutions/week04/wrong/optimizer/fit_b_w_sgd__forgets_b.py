"""step: yhat

yhat에 절편 b가 빠졌습니다. x가 0일 때 yhat이 무엇이어야 하는지 생각해 보세요.

The intercept b is missing from yhat. Think about what yhat must be where x is 0.
"""

import torch


def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([b, w], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = w*x
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return b, w

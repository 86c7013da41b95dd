"""step: yhat

yhat에 절편이 들어있지 않습니다. X의 두 열이 모두 쓰였는지 보세요.

There is no intercept in yhat. Look whether both columns of X are used.
"""

import torch


def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = X[:,[1]]@What[[1]]
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return What

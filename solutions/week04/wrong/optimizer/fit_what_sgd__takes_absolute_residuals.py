"""step: loss

잔차를 제곱하지 않고 절댓값을 썼습니다. loss와 기울기를 MSE의 정의와 비교해 보세요.

The residuals are taken absolutely instead of squared. Compare loss and gradient with the definition of the MSE.
"""

import torch


def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = X@What
        # step2: loss
        loss = torch.mean(torch.abs(y-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return What

"""step: loss

y와 yhat의 shape이 달라서 빼기의 결과가 n×n이 되었습니다(브로드캐스팅). 빼기 직전 두 텐서의 shape을 출력해 보세요.

y and yhat differ in shape, so their difference is n×n (broadcasting). Print both shapes right before the subtraction.
"""

import torch


def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([b, w], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = b + w*x
        # step2: loss
        loss = torch.mean((y.reshape(-1)-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return b, w

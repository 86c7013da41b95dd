"""step: setup

`epochs`를 주지 않고 부르면 반복 횟수가 문제와 다릅니다. 함수 첫 줄의 기본값을 확인하세요.

Called without `epochs`, the loop does not run as often as it should. Check the default value in the function's first line.
"""

import torch


def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=20):
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

"""step: setup

주어진 파라메터에서 출발하지 않고 함수 안에서 처음 값을 다시 정했습니다. 첫 epoch의 파라메터를 함수에 넣어준 값과 비교해 보세요.

The function sets its own starting values instead of starting from the parameters it was given. Compare the parameters of the first epoch with those you passed in.
"""

import torch


def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    b.data = torch.tensor(-5.0)
    w.data = torch.tensor(10.0)
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

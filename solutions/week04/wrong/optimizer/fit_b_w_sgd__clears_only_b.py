"""step: update

b의 기울기만 초기화되고 w의 기울기는 epoch마다 쌓입니다. step4 뒤에 두 파라메터의 `.grad`를 모두 보세요.

Only b's gradient is cleared; w's piles up from epoch to epoch. Look at both `.grad`s after step4.
"""

import torch


def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
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
        b.grad = None
    return b, w

"""step: backward

미분이 파라메터 일부에 대해서만 일어나서 나머지에는 기울기가 없습니다. step3 직후에 모든 파라메터의 `.grad`를 출력해 보세요.

Only some of the parameters are differentiated; the others have no gradient. Print every parameter's `.grad` right after step3.
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
        loss.backward(inputs=[b])
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return b, w

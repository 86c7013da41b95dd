"""step: yhat

yhat이 What과의 연결(그래프)을 잃어서 미분할 수 없습니다. step1에서 값만 꺼내오지 않았는지 보세요.

yhat has lost its link (the graph) to What, so nothing can be differentiated. Look whether step1 takes the bare values only.
"""

import torch


def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = X@What.data
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return What

"""One optimiser for each parameter."""

import torch


def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    opt_b = torch.optim.SGD([b], lr=lr)
    opt_w = torch.optim.SGD([w], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = b + w*x
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        opt_b.step()
        opt_w.step()
        opt_b.zero_grad()
        opt_w.zero_grad()
    return b, w

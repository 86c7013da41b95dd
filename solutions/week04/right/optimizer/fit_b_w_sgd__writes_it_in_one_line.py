"""Everything in one expression."""

import torch


def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD([b, w], lr=lr)
    for epoc in range(epochs):
        torch.mean((y - b - w*x)**2).backward()
        optimizr.step(); optimizr.zero_grad()
    return b, w

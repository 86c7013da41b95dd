"""zero_grad first, as many tutorials do."""

import torch


def fit_mse(X, y, What, lr=1/10, epochs=30):
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        optimizr.zero_grad()
        loss = torch.nn.functional.mse_loss(X @ What, y, reduction="mean")
        loss.backward()
        optimizr.step()
    return What

"""meshgrid, and torch's losses."""

import torch


def loss_surface(x, y, w0s, w1s):
    W0, W1 = torch.meshgrid(w0s, w1s, indexing='ij')
    pairs = list(zip(W0.reshape(-1), W1.reshape(-1)))
    yhats = [torch.sigmoid(a + b*x) for a, b in pairs]
    mse = torch.stack([torch.nn.functional.mse_loss(yhat, y) for yhat in yhats]).reshape(W0.shape)
    bce = torch.stack([torch.nn.functional.binary_cross_entropy(yhat, y) for yhat in yhats]).reshape(W0.shape)
    return mse, bce

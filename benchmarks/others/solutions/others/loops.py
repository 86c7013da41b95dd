"""학습의 조각들.

Pieces of a training.
"""

import torch


def accumulated_step(net, optimizr, loss_fn, batches):
    """작은 배치들의 기울기를 모아서 한 번 update합니다. batches: (x, y)의 list. → 평균 손실 (숫자)

    Accumulates the gradients of small batches, and updates once. batches: a list of (x, y). → the mean loss, a number
    """
    optimizr.zero_grad()
    total = 0.0
    for x, y in batches:
        loss = loss_fn(net(x), y) / len(batches)
        loss.backward()
        total += loss.item()
    optimizr.step()
    return total


class MyAdam:
    """Adam입니다. MyAdam(parameters, lr=0.001, betas=(0.9, 0.999), eps=1e-8), step(), zero_grad().

    Adam. MyAdam(parameters, lr=0.001, betas=(0.9, 0.999), eps=1e-8), step(), zero_grad().
    """

    def __init__(self, parameters, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        self.parameters = list(parameters)
        self.lr, self.betas, self.eps = lr, betas, eps
        self.t = 0
        self.m = [torch.zeros_like(p) for p in self.parameters]
        self.v = [torch.zeros_like(p) for p in self.parameters]

    def step(self):
        self.t += 1
        b1, b2 = self.betas
        for k, p in enumerate(self.parameters):
            self.m[k] = b1 * self.m[k] + (1 - b1) * p.grad
            self.v[k] = b2 * self.v[k] + (1 - b2) * p.grad**2
            m = self.m[k] / (1 - b1**self.t)
            v = self.v[k] / (1 - b2**self.t)
            p.data = p.data - self.lr * m / (torch.sqrt(v) + self.eps)

    def zero_grad(self):
        for p in self.parameters:
            p.grad = torch.zeros_like(p)


def gradient_descent(X, y, lr=0.01, steps=1000):
    """MSE의 기울기로 직선을 0에서 맞춥니다. X: (n,p), y: (n,) → (w (p,), b 숫자 하나인 텐서)

    Fits a line from 0 by the gradient of the MSE. X: (n,p), y: (n,) → (w (p,), b a tensor of one number)
    """
    w, b = torch.zeros(X.shape[1], dtype=X.dtype), torch.zeros((), dtype=X.dtype)
    for step in range(steps):
        residual = X @ w + b - y
        w = w - lr * 2 * X.T @ residual / len(y)
        b = b - lr * 2 * residual.mean()
    return w, b

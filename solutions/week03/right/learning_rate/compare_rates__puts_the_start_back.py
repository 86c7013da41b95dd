"""Trains the given What, and puts it back at the end."""

import torch


def compare_rates(X, y, What, rates, epochs=30):
    ends = []
    start = What.data.clone()
    for lr in rates:
        What.data = start
        for epoc in range(epochs):
            loss = torch.sum((y - X @ What) ** 2)
            loss.backward()
            What.data = What.data - lr * What.grad
            What.grad = None
        ends.append(torch.sum((y - X @ What.data) ** 2))
    What.data = start
    return torch.stack(ends)

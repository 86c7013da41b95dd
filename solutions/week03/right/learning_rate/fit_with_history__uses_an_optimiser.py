"""Lets SGD make the steps, and clears first."""

import torch


def fit_with_history(X, y, What, lr=1/1000, epochs=30):
    losses = []
    path = [What.data.clone().reshape(-1)]
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = X @ What
        # step2: loss
        loss = torch.sum((y - yhat) ** 2)
        # step3: 미분
        optimizr.zero_grad()
        loss.backward()
        # step4: update
        optimizr.step()
        # 적어 두기 / write it down
        losses.append(loss.item())
        path.append(What.data.clone().reshape(-1))
    return torch.tensor(losses), torch.stack(path)

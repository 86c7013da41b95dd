"""step: loss

합이 아니라 평균을 손실로 썼습니다. 손실이 n배 작고, 걸음도 그렇습니다.

The mean was used as the loss instead of the sum: the losses are n times too small, and so are the steps.
"""

import torch


def fit_with_history(X, y, What, lr=1/1000, epochs=30):
    losses = []
    path = [What.data.reshape(-1)]
    for epoc in range(epochs):
        # step1: yhat
        yhat = X @ What
        # step2: loss
        loss = torch.mean((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
        # 적어 두기 / write it down
        losses.append(loss.item())
        path.append(What.data.reshape(-1))
    return torch.tensor(losses), torch.stack(path)

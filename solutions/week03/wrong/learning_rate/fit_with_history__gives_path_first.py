"""step: setup

path와 losses의 순서가 바뀌었습니다.

path and losses changed places.
"""

import torch


def fit_with_history(X, y, What, lr=1/1000, epochs=30):
    losses = []
    path = [What.data.reshape(-1)]
    for epoc in range(epochs):
        # step1: yhat
        yhat = X @ What
        # step2: loss
        loss = torch.sum((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
        # 적어 두기 / write it down
        losses.append(loss.item())
        path.append(What.data.reshape(-1))
    return torch.stack(path), torch.tensor(losses)

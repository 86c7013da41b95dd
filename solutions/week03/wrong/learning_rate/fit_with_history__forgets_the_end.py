"""step: setup

path에 끝났을 때의 What이 없습니다. 업데이트 앞에서만 적었습니다.

The end is missing from path: it was written down before the updates only.
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
    return torch.tensor(losses), torch.stack(path[:-1])

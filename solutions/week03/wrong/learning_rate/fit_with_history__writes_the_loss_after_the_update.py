"""step: loss

손실을 업데이트 뒤의 What에서 쟀습니다. 에폭의 손실은 step2의 것입니다.

The losses were measured after the update. The loss of an epoch is that of step2.
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
        losses.append(torch.sum((y - X @ What.data) ** 2).item())
        path.append(What.data.reshape(-1))
    return torch.tensor(losses), torch.stack(path)

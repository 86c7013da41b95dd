"""step: setup

path의 행이 모두 같습니다. 텐서 하나를 여러 번 적었는데, 그 텐서가 그 자리에서 바뀌었습니다. 적을 때 복사하세요.

All rows of path are the same. One tensor was written down many times, and then changed in place. Copy it when it is written down.
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
        What.data -= lr * What.grad
        What.grad = None
        # 적어 두기 / write it down
        losses.append(loss.item())
        path.append(What.data.reshape(-1))
    return torch.tensor(losses), torch.stack(path)

"""step: update

lr을 주지 않았을 때의 학습률이 강의와 다릅니다. 기본값을 보세요.

When lr is not given, the learning rate is not the lecture's. Look at the default.
"""

import torch


def fit_with_history(X, y, What, lr=1/10000, epochs=30):
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
    return torch.tensor(losses), torch.stack(path)

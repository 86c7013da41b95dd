"""step: update

첫 업데이트가 새 텐서를 만들어 What이라는 이름을 붙였습니다. 그것은 잎(leaf)이 아니어서 두 번째 에폭에 .grad가 None입니다.

The first update made a new tensor and called it What. That is no leaf, so in the second epoch its .grad is None.
"""

import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    for epoc in range(epochs):
        # step1: yhat
        yhat = X @ What
        # step2: loss
        loss = torch.sum((y - yhat) ** 2)
        # step3: 미분
        loss.backward()
        # step4: update
        What = What - lr * What.grad
    return What

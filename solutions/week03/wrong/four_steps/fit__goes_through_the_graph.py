"""step: update

그래프에 속한 What을 그 자리에서 바꾸려고 해서 에러가 났습니다. 업데이트는 그래프 밖에서 해야 합니다.

It changed What in place while the graph was watching, which is an error. The update belongs outside the graph.
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
        What -= lr * What.grad
        What.grad = None
    return What

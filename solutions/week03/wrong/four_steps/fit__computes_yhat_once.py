"""step: yhat

yhat과 손실을 반복문 앞에서 한 번만 계산했습니다. What이 움직일 때마다 다시 계산해야 합니다.

yhat and the loss were computed once, before the loop. They have to be computed anew whenever What has moved.
"""


import torch


def fit(X, y, What, lr=1/1000, epochs=30):
    # step1: yhat
    yhat = X @ What
    # step2: loss
    loss = torch.sum((y - yhat) ** 2)
    for epoc in range(epochs):
        # step3: 미분
        loss.backward(retain_graph=True)
        # step4: update
        What.data = What.data - lr * What.grad
        What.grad = None
    return What

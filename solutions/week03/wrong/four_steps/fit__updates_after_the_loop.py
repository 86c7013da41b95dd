"""step: update

반복하는 동안 What이 움직이지 않고, 끝난 뒤에 한 번 움직였습니다. 업데이트의 들여쓰기를 보세요.

What stood still during the loop and moved once after it. Look at the indentation of the update.
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
    What.data = What.data - lr * What.grad
    What.grad = None
    return What

"""step: update

에폭마다 사본을 학습했지만, 주어진 What에도 돌려준 값에도 그 결과가 없습니다. 반복이 끝난 뒤 함수 밖에서 What을 출력해 보세요.

A copy was trained, but neither the What that was given nor what is returned holds the result. Print What outside the function once it is over.
"""

import torch


def fit_sse(X, y, What, lr=1/1000, epochs=30):
    w = What.detach().clone().requires_grad_()
    for epoc in range(epochs):
        yhat = X @ w
        loss = torch.sum((y - yhat) ** 2)
        loss.backward()
        w.data = w.data - lr * w.grad
        w.grad = None
    return What

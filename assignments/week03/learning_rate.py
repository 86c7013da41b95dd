"""학습률: 길을 적어 두고, 견주어 봅니다 (03wk)

The learning rate: write the path down, and compare (03wk)
"""

import torch


def fit_with_history(X, y, What, lr=1/1000, epochs=30):
    """step1~4를 epochs번 반복하면서 지나간 길을 적습니다. 손실은 SSE입니다. (losses, path)를 돌려줍니다.
    X: (n, 2), y: (n, 1), What: (2, 1) requires_grad=True, 모두 float32
    losses: (epochs,) float32, 에폭마다 step2의 손실. path: (epochs+1, 2) float32, 첫 행은 시작할 때의 (w0, w1), 마지막 행은 끝났을 때의 (w0, w1)

    Repeat the four steps epochs times with the SSE as the loss, and write the path down. Returns (losses, path).
    X: (n, 2), y: (n, 1), What: (2, 1) requires_grad=True, all float32
    losses: (epochs,) float32, the loss of step2 of every epoch. path: (epochs+1, 2) float32, the first row is (w0, w1) at the start, the last
    one (w0, w1) at the end
    """
    # step1: yhat
    raise NotImplementedError("fit_with_history: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_with_history: step2: loss")
    # step3: 미분
    raise NotImplementedError("fit_with_history: step3: 미분")
    # step4: update
    raise NotImplementedError("fit_with_history: step4: update")
    # 적어 두기 / write it down
    raise NotImplementedError("fit_with_history: 적어 두기 / write it down")


def compare_rates(X, y, What, rates, epochs=30):
    """학습률마다 같은 What에서 출발해 epochs번 학습하고, 끝났을 때의 손실(SSE)을 돌려줍니다. 주어진 What은 바꾸지 않습니다.
    X: (n, 2), y: (n, 1), What: (2, 1), 모두 float32, rates: 길이 k인 리스트 → (k,) float32. 너무 큰 학습률이면 손실이 커집니다.

    For each learning rate start from the same What, make epochs epochs, and give the loss (SSE) at the end. The given What stays as it is.
    X: (n, 2), y: (n, 1), What: (2, 1), all float32, rates: a list of length k → (k,) float32. With too large a rate the loss grows.
    """
    # 준비: 같은 출발점 / setup: the same start
    raise NotImplementedError("compare_rates: not written yet")
    # step1: yhat
    raise NotImplementedError("compare_rates: step1: yhat")
    # step2: loss
    raise NotImplementedError("compare_rates: step2: loss")
    # step3: 미분
    raise NotImplementedError("compare_rates: step3: 미분")
    # step4: update
    raise NotImplementedError("compare_rates: step4: update")

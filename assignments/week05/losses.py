"""손실함수의 비교: MSE와 BCE (05wk)

A comparison of losses: MSE and BCE (05wk)
"""

import torch


def loss_surface(x, y, w0s, w1s):
    """(w0, w1)의 격자 위에서 두 손실함수의 값을 (mse, bce)로 돌려줍니다. 둘 다 (k,m) float32.

    x, y: (n,1) float32. w0s: (k,), w1s: (m,) float32. i행 j열은 yhat이 절편 w0s[i], 기울기 w1s[j]인 성공확률일 때의 loss(평균)입니다.

    The values of both losses over a grid of (w0, w1), as (mse, bce). Both (k,m) float32.

    x, y: (n,1) float32. w0s: (k,), w1s: (m,) float32. Row i, column j is the loss (a mean) where yhat holds the probabilities of
    success with intercept w0s[i] and slope w1s[j].
    """
    raise NotImplementedError("loss_surface: not written yet")


def compare_losses(w0, w1, x, y, lr=0.05, epochs=100):
    """같은 출발점 (w0, w1)에서 한 번은 MSE로, 한 번은 BCE로, Adam을 써서 epochs번 학습합니다. (2,2) float32 텐서를 돌려줍니다.

    첫 행은 MSE로, 둘째 행은 BCE로 학습한 (w0, w1)입니다. 두 학습은 서로 영향을 주지 않습니다. x, y: (n,1) float32.

    Trains twice from the same start (w0, w1), once with the MSE and once with the BCE, for epochs epochs with Adam. Returns a (2,2)
    float32 tensor.

    The first row is (w0, w1) as trained with the MSE, the second with the BCE. The two do not influence each other. x, y: (n,1) float32.
    """
    # 준비: 네트워크와 옵티마이저 / setup: the net and the optimiser
    raise NotImplementedError("compare_losses: not written yet")
    # step1: yhat
    raise NotImplementedError("compare_losses: step1: yhat")
    # step2: loss
    raise NotImplementedError("compare_losses: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("compare_losses: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("compare_losses: step4: update")

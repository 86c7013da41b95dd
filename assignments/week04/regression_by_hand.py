"""회귀분석을 손으로: step1~4와 그 반복 (04wk: Review: step1~4, MSE와 SSE).

Regression by hand: the four steps, and the loop made of them (04wk: review of step1~4, MSE and SSE).
"""

import pandas as pd
import torch


def load_regression(path):
    """csv 파일을 읽어 x와 y를 텐서로 돌려줍니다.
    path: 열 이름이 x, y인 csv 파일의 위치 (n행) → x: (n, 1) float32, y: (n, 1) float32

    Read a csv file and return x and y as tensors.
    path: where a csv file with columns x and y is (n rows) → x: (n, 1) float32, y: (n, 1) float32
    """
    raise NotImplementedError("load_regression: not written yet")


def design_matrix(x):
    """x 왼쪽에 1로 된 열을 붙여 X를 만듭니다.
    x: (n, 1) float32 → X = [1 x]: (n, 2) float32

    Put a column of ones on the left of x: this is X.
    x: (n, 1) float32 → X = [1 x]: (n, 2) float32
    """
    raise NotImplementedError("design_matrix: not written yet")


def yhat(X, What):
    """step1: 예측값 yhat을 계산합니다. What으로 미분할 수 있어야 하므로 그래프를 끊지 마세요.
    X: (n, 2) float32, What: (2, 1) float32 → yhat: (n, 1) float32

    step1: compute the predictions yhat. It must stay differentiable in What: don't cut the graph.
    X: (n, 2) float32, What: (2, 1) float32 → yhat: (n, 1) float32
    """
    # step1: yhat
    raise NotImplementedError("yhat: step1: yhat")


def sse(y, yhat):
    """step2: 손실, 잔차제곱의 합 (sum of squares error). 미분할 수 있어야 합니다.
    y, yhat: (n, 1) float32 → loss: () float32

    step2: the loss, sum of squares error. It must stay differentiable.
    y, yhat: (n, 1) float32 → loss: () float32
    """
    # step2: loss
    raise NotImplementedError("sse: step2: loss")


def mse(y, yhat):
    """step2: 손실, 잔차제곱의 평균 (mean of squares error). 미분할 수 있어야 합니다.
    y, yhat: (n, 1) float32 → loss: () float32

    step2: the loss, mean of squares error. It must stay differentiable.
    y, yhat: (n, 1) float32 → loss: () float32
    """
    # step2: loss
    raise NotImplementedError("mse: step2: loss")


def backward(loss):
    """step3: loss를 미분합니다. 끝나면 loss를 만든 파라메터의 .grad에 미분값이 들어 있습니다. 돌려주는 값은 없습니다.
    loss: () float32, 그래프가 연결된 텐서

    step3: differentiate the loss. Afterwards the .grad of the parameters it was made of holds the derivative. Returns nothing.
    loss: () float32, still attached to its graph
    """
    # step3: 미분
    raise NotImplementedError("backward: step3: 미분")


def update(What, lr):
    """step4: What을 미분값의 반대방향으로 lr만큼 움직이고, 다음 에폭을 위해 What.grad를 비웁니다.
    What: (2, 1) float32, requires_grad=True, What.grad가 채워져 있음, lr: 학습률
    주어진 What 자체를 바꾸고, 그 What을 돌려줍니다. What은 계속 미분할 수 있는 파라메터여야 합니다.

    step4: move What by lr against its gradient, and clear What.grad for the next epoch.
    What: (2, 1) float32, requires_grad=True, with What.grad filled in, lr: the learning rate
    Change the given What itself, and return it. It must go on being a parameter that can be differentiated by.
    """
    # step4: update
    raise NotImplementedError("update: step4: update")


def fit_sse(X, y, What, lr=1/1000, epochs=30):
    """손실이 SSE인 step1~4를 epochs번 반복합니다. lr과 epochs의 기본값은 강의와 같습니다.
    X: (n, 2), y: (n, 1), What: (2, 1) requires_grad=True, 모두 float32 → What (주어진 What을 바꾸고 돌려줍니다)

    Repeat the four steps with SSE as the loss, epochs times. The defaults of lr and epochs are the lecture's.
    X: (n, 2), y: (n, 1), What: (2, 1) requires_grad=True, all float32 → What (the given one, changed)
    """
    # step1: yhat
    raise NotImplementedError("fit_sse: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_sse: step2: loss")
    # step3: 미분
    raise NotImplementedError("fit_sse: step3: 미분")
    # step4: update
    raise NotImplementedError("fit_sse: step4: update")


def fit_mse(X, y, What, lr=1/10, epochs=30):
    """손실이 MSE인 step1~4를 epochs번 반복합니다. lr과 epochs의 기본값은 강의와 같습니다.
    X: (n, 2), y: (n, 1), What: (2, 1) requires_grad=True, 모두 float32 → What (주어진 What을 바꾸고 돌려줍니다)

    Repeat the four steps with MSE as the loss, epochs times. The defaults of lr and epochs are the lecture's.
    X: (n, 2), y: (n, 1), What: (2, 1) requires_grad=True, all float32 → What (the given one, changed)
    """
    # step1: yhat
    raise NotImplementedError("fit_mse: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_mse: step2: loss")
    # step3: 미분
    raise NotImplementedError("fit_mse: step3: 미분")
    # step4: update
    raise NotImplementedError("fit_mse: step4: update")

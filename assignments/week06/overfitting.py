"""과적합과 드롭아웃: 학습할 때와 평가할 때 (06wk)

Overfitting and dropout: training and evaluating (06wk)
"""

import torch


def predict(net, x):
    """평가 모드에서 계산한 yhat입니다. 드롭아웃이 있어도 부를 때마다 같은 값이 나옵니다.

    net: 드롭아웃이 있을 수 있는 네트워크, x: (n,1) float32. → (n,1), 그래프가 없는 텐서.
    마친 다음에는 net이 다시 학습 모드여야 합니다.

    yhat in evaluation mode: with dropout, too, every call gives the same values.

    net: a net that may have dropout, x: (n,1) float32. → (n,1), a tensor without graph.
    Afterwards the net is in training mode again.
    """
    raise NotImplementedError("predict: not written yet")


def train_and_test_mse(net, x, y, x_test, y_test):
    """학습한 자료와 처음 보는 자료에서의 MSE를 나란히 봅니다. 둘의 차이가 크면 과적합입니다.

    x, y, x_test, y_test: (n,1) float32. → 숫자 두 개 (train, test). 평가 모드에서 계산합니다.
    마친 다음에는 net이 다시 학습 모드여야 합니다.

    The MSE on the data of the training and on data not seen before, side by side: far apart, they show overfitting.

    x, y, x_test, y_test: (n,1) float32. → two numbers (train, test), computed in evaluation mode.
    Afterwards the net is in training mode again.
    """
    raise NotImplementedError("train_and_test_mse: not written yet")


def fit_dropout(net, x, y, lr=0.01, epochs=20):
    """드롭아웃이 있는 net을 학습 모드에서 MSE와 Adam으로 학습합니다. net을 그 자리에서 바꾸고, 평가 모드로 돌려줍니다.

    net: 평가 모드로 올 수도 있습니다. x, y: (n,1) float32.

    Trains a net with dropout, in training mode, with MSE and Adam. Changes net in place, and returns it in evaluation mode.

    net: it may come in evaluation mode. x, y: (n,1) float32.
    """
    # step1: yhat
    raise NotImplementedError("fit_dropout: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_dropout: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_dropout: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_dropout: step4: update")

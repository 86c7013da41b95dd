"""미니배치로 학습하기 (07wk)

Training by mini-batches (07wk)
"""

import torch


def one_epoch(net, loader, optimizr):
    """loader의 미니배치마다 step1~4를 한 번씩, 그래서 자료 전체를 한 번 봅니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: (n,p)를 받아 u (n,1)을 주는 네트워크 (시그모이드 없음). loader: (X, y)의 쌍을 줍니다. loss는 `BCEWithLogitsLoss`입니다.

    The four steps for every mini-batch of loader, and so all data once. Changes net in place, and returns it.

    net: a net from (n,p) to u (n,1), without sigmoid. loader gives pairs (X, y). The loss is `BCEWithLogitsLoss`.
    """
    # step1: yhat
    raise NotImplementedError("one_epoch: step1: yhat")
    # step2: loss
    raise NotImplementedError("one_epoch: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("one_epoch: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("one_epoch: step4: update")


def fit_batches(net, x, y, batch_size=10, lr=0.1, epochs=3):
    """자료를 순서대로 미니배치로 나누어 SGD로 epochs번 학습합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: (n,p)를 받아 u (n,1)을 주는 네트워크. x: (n,p), y: (n,1) float32. loss는 `BCEWithLogitsLoss`입니다.

    Trains by SGD for epochs epochs, on mini-batches in the order of the data. Changes net in place, and returns it.

    net: a net from (n,p) to u (n,1). x: (n,p), y: (n,1) float32. The loss is `BCEWithLogitsLoss`.
    """
    # step1: yhat
    raise NotImplementedError("fit_batches: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_batches: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_batches: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_batches: step4: update")


def fit_shuffled(net, x, y, seed, batch_size=10, lr=0.01, epochs=3):
    """에폭마다 섞은 미니배치와 Adam으로 학습합니다. 시작할 때 seed를 한 번 고정합니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: (n,p)를 받아 u (n,1)을 주는 네트워크. x: (n,p), y: (n,1) float32. loss는 `BCEWithLogitsLoss`입니다.

    Trains by Adam on mini-batches that are shuffled in every epoch. The seed is fixed once, at the beginning. Changes net in place, and returns it.

    net: a net from (n,p) to u (n,1). x: (n,p), y: (n,1) float32. The loss is `BCEWithLogitsLoss`.
    """
    # step1: yhat
    raise NotImplementedError("fit_shuffled: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_shuffled: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_shuffled: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_shuffled: step4: update")


def accuracy(net, x, y):
    """맞힌 비율입니다. 성공확률이 0.5보다 크면, 곧 u > 0이면 1로 예측합니다.

    net: (n,p)를 받아 u (n,1)을 주는 네트워크. x: (n,p), y: (n,1) float32, 값은 0 또는 1. → 0과 1 사이의 숫자

    The share of right answers. Where the probability of success is above 0.5, that is where u > 0, the prediction is 1.

    net: a net from (n,p) to u (n,1). x: (n,p), y: (n,1) float32, 0 or 1. → a number from 0 to 1
    """
    raise NotImplementedError("accuracy: not written yet")

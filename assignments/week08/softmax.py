"""softmax와 cross-entropy를 손으로 (08wk)

Softmax and cross-entropy by hand (08wk)
"""

import torch


def softmax(u):
    """점수를 확률로 바꿉니다: exp(u)를 그 행의 합으로 나눕니다. u가 1000이나 -1000이어도 nan이 나오지 않아야 합니다.

    u: (n,k) float32. → (n,k), 행마다 합이 1. u는 바뀌지 않아야 합니다.

    Makes probabilities of scores: exp(u), divided by the sum of its row. With u at 1000 or -1000 there has to be no nan, too.

    u: (n,k) float32. → (n,k), every row adds up to 1. u itself must not change.
    """
    # 행마다 가장 큰 수를 빼도 값은 같습니다 / the value stays if the largest number of a row is subtracted
    raise NotImplementedError("softmax: not written yet")


def cross_entropy(u, labels):
    """정답의 확률에 로그를 취해 부호를 바꾼 것의 평균입니다. `torch.nn.CrossEntropyLoss`와 같습니다.

    u: (n,k) float32, 확률이 아니라 점수입니다. labels: (n,) int64, 0부터 k-1까지. → 숫자 하나인 텐서. 그래프를 유지해야 합니다.
    u가 1000이나 -1000이어도 inf나 nan이 나오지 않아야 합니다.

    The mean of minus the logarithm of the right label's probability, as `torch.nn.CrossEntropyLoss` has it.

    u: (n,k) float32, scores and not probabilities. labels: (n,) int64, 0 to k-1. → a tensor of one number. Keep the graph.
    With u at 1000 or -1000 there has to be no inf or nan, too.
    """
    # step2: loss
    raise NotImplementedError("cross_entropy: step2: loss")


def confusion(labels, predicted, classes):
    """혼동행렬: i행 j열은 정답이 i인데 j로 예측한 것의 수입니다.

    labels, predicted: (n,) int64, 0부터 classes-1까지. → (classes,classes) int64

    The confusion matrix: row i, column j is how many of label i were predicted to be j.

    labels, predicted: (n,) int64, 0 to classes-1. → (classes,classes) int64
    """
    raise NotImplementedError("confusion: not written yet")

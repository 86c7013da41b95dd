"""로지스틱 (1): 로지스틱 인트로 (04wk)

Logistic regression (1): an introduction (04wk)
"""

import pandas as pd
import torch


def sigmoid(u):
    """시그모이드: exp(u)/(1+exp(u)). u: 임의의 shape의 float32 텐서 → 같은 shape, 값은 0과 1 사이.

    이 공식이 유한한 범위에서 채점합니다. 같은 값을 주는 다른 공식도 좋습니다.

    The sigmoid: exp(u)/(1+exp(u)). u: a float32 tensor of any shape → the same shape, values between 0 and 1.

    Graded where this formula is finite. Any other formula for the same values will do.
    """
    raise NotImplementedError("sigmoid: not written yet")


def success_probability(x, w0, w1):
    """모형: 성공확률 v = exp(w0+w1*x)/(1+exp(w0+w1*x)). x: (n,1) float32, w0과 w1은 수 → (n,1).

    The model: the probability of success v = exp(w0+w1*x)/(1+exp(w0+w1*x)). x: (n,1) float32, w0 and w1 numbers → (n,1).
    """
    raise NotImplementedError("success_probability: not written yet")


def bce(y, yhat):
    """강의에서 "외우세요!!"라고 한 loss를 관측값 하나당 평균낸 것입니다. 공식은 강의노트의 model 절에 있습니다.

    y: (n,1) float32, 값은 0 또는 1. yhat: (n,1) float32, 0과 1 사이(끝점 제외). → 0차원 텐서, yhat으로 미분할 수 있어야 합니다.

    The loss that the lecture asks to memorise, averaged over the observations. The formula is in the section "model".

    y: (n,1) float32, 0 or 1. yhat: (n,1) float32, strictly inside (0,1). → a 0-d tensor, differentiable in yhat.
    """
    raise NotImplementedError("bce: not written yet")


def bce_sum(y, yhat):
    """강의에서 "외우세요!!"라고 한 loss 그대로(합)입니다. 공식은 강의노트의 model 절에 있습니다.

    y: (n,1) float32, 값은 0 또는 1. yhat: (n,1) float32, 0과 1 사이(끝점 제외). → 0차원 텐서, yhat으로 미분할 수 있어야 합니다.

    The loss that the lecture asks to memorise, as it stands there (a sum). The formula is in the section "model".

    y: (n,1) float32, 0 or 1. yhat: (n,1) float32, strictly inside (0,1). → a 0-d tensor, differentiable in yhat.
    """
    raise NotImplementedError("bce_sum: not written yet")


def toy_frame():
    """강의의 13행짜리 데이터프레임: 열 x는 -6부터 6까지의 정수, 열 y는 0 또는 1.

    y는 x가 0일 때와 x가 2 이상일 때 1이고 나머지는 0입니다 (강의노트 motive 절의 표).

    The lecture's data frame of 13 rows: column x holds the integers from -6 to 6, column y 0 or 1.

    y is 1 where x is 0 and where x is 2 or more, and 0 elsewhere (the table in the section "motive").
    """
    raise NotImplementedError("toy_frame: not written yet")


def toy_data(seed, n=2000):
    """toy example: x, 성공확률 v, 그리고 v에서 뽑은 y를 (x, v, y)로 돌려줍니다. 모두 (n,1) float32.

    x는 -1부터 1까지 고르게 놓인 n개의 점, v는 w0=-1, w1=5일 때의 성공확률, y는 Bernoulli(v)에서 뽑은 0 또는 1입니다.
    seed가 같으면 y도 같고, seed가 다르면 y도 달라야 합니다.

    The toy example: x, the probability of success v, and y drawn from v, as (x, v, y). All (n,1) float32.

    x: n evenly spaced points from -1 to 1; v: the probability of success with w0=-1, w1=5; y: 0 or 1, drawn from Bernoulli(v).
    The same seed gives the same y, another seed another y.
    """
    raise NotImplementedError("toy_data: not written yet")


def logistic_net(w0, w1):
    """절편이 w0, 기울기가 w1인 Linear(1,1)에 Sigmoid를 이은 네트워크를 돌려줍니다. (n,1)을 넣으면 성공확률 yhat (n,1)이 나옵니다.

    강의의 최초의 곡선은 w0=-1, w1=1입니다. 절편과 기울기는 학습할 수 있어야 합니다.

    A net of Linear(1,1), with intercept w0 and slope w1, followed by Sigmoid. (n,1) in, the probabilities yhat (n,1) out.

    The lecture's first curve has w0=-1, w1=1. It must be possible to train both intercept and slope.
    """
    raise NotImplementedError("logistic_net: not written yet")


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    """step1~4를 epochs번 반복합니다. loss는 MSE (loss를 원래 이렇게 하는건 아니에요..). net을 그 자리에서 바꾸고, 돌려줍니다.

    net: `Sequential(Linear(1,1), Sigmoid())`. 주어진 상태에서 출발합니다. x, y: (n,1) float32.
    update는 직접 해도 되고 SGD를 써도 됩니다.

    Repeats step1 to step4 epochs times with the MSE as the loss (which is not what one would really use). Changes net in
    place, and returns it.

    net: `Sequential(Linear(1,1), Sigmoid())`. It starts from where it is. x, y: (n,1) float32.
    Update by hand or with SGD, as you like.
    """
    # step1: yhat
    raise NotImplementedError("fit_logistic_mse: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_logistic_mse: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_logistic_mse: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_logistic_mse: step4: update")


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    """step1~4를 epochs번 반복합니다. loss는 외우라고 한 loss의 평균(`bce`가 주는 값)입니다. net을 그 자리에서 바꾸고, 돌려줍니다.

    net: `Sequential(Linear(1,1), Sigmoid())`. 주어진 상태에서 출발합니다. x, y: (n,1) float32.
    update는 직접 해도 되고 SGD를 써도 됩니다.

    Repeats step1 to step4 epochs times with the mean of the loss to memorise (the value of `bce`). Changes net in
    place, and returns it.

    net: `Sequential(Linear(1,1), Sigmoid())`. It starts from where it is. x, y: (n,1) float32.
    Update by hand or with SGD, as you like.
    """
    # step1: yhat
    raise NotImplementedError("fit_logistic_bce: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_logistic_bce: step2: loss")
    # step3: 미분 / backward
    raise NotImplementedError("fit_logistic_bce: step3: 미분 / backward")
    # step4: update
    raise NotImplementedError("fit_logistic_bce: step4: update")


def plot_fit(ax, x, y, yhat):
    """관측값 (x,y)는 점으로, 적합값 (x,yhat)은 선으로 ax에 그립니다. ax를 돌려줍니다.

    x, y, yhat: (n,1) float32. yhat은 미분을 추적하는 텐서(`net(x)`의 결과 그대로)일 수 있습니다.

    Draws the observations (x,y) as points and the fitted values (x,yhat) as a line on ax. Returns ax.

    x, y, yhat: (n,1) float32. yhat may still track gradients (just as `net(x)` gives it).
    """
    raise NotImplementedError("plot_fit: not written yet")

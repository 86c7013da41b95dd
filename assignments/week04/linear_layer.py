"""torch.nn.Linear로 하는 회귀분석 (04wk: step1의 다른버전).

Regression with torch.nn.Linear (04wk: another version of step1).
"""

import torch


def net_with_bias(seed):
    """시드를 고정하고 ver1의 네트워크를 만듭니다: 입력 1개, 출력 1개, bias 있음.
    seed: 정수 → torch.nn.Linear, weight (1, 1), bias (1,)

    Fix the seed and make the network of ver1: one feature in, one out, with a bias.
    seed: an integer → torch.nn.Linear, weight (1, 1), bias (1,)
    """
    raise NotImplementedError("net_with_bias: not written yet")


def net_without_bias(seed):
    """시드를 고정하고 ver2의 네트워크를 만듭니다: 입력 2개, 출력 1개, bias 없음.
    seed: 정수 → torch.nn.Linear, weight (1, 2), bias 없음

    Fix the seed and make the network of ver2: two features in, one out, without a bias.
    seed: an integer → torch.nn.Linear, weight (1, 2), no bias
    """
    raise NotImplementedError("net_without_bias: not written yet")


def set_line(net, w0, w1):
    """net의 예측이 w0 + w1·x가 되도록 파라메터의 값을 바꿉니다. ver1(Linear(1,1))과 ver2(Linear(2,1,bias=False)) 모두 됩니다.
    net: 두 네트워크 중 하나, w0, w1: 실수 → net (주어진 net을 바꾸고 돌려줍니다)
    파라메터는 계속 학습할 수 있어야 합니다 (requires_grad=True).

    Change the parameters' values so that net predicts w0 + w1·x, for ver1 (Linear(1,1)) and ver2 (Linear(2,1,bias=False)).
    net: one of the two, w0, w1: floats → net (the given one, changed)
    The parameters must stay trainable (requires_grad=True).
    """
    raise NotImplementedError("set_line: not written yet")


def get_line(net):
    """net에서 (w0, w1)을 읽습니다. ver1(Linear(1,1))과 ver2(Linear(2,1,bias=False)) 모두 됩니다.
    net: 두 네트워크 중 하나 → (w0, w1), 각각 실수 (또는 모양이 ()인 텐서)

    Read (w0, w1) out of net, for ver1 (Linear(1,1)) and ver2 (Linear(2,1,bias=False)).
    net: one of the two → (w0, w1), each a float (or a tensor of shape ())
    """
    raise NotImplementedError("get_line: not written yet")


def predict_1d(net, x):
    """잘못된사용1 고치기: 길이가 n인 x를 Linear(1,1)에 넣을 수 있게 하여 예측값을 구합니다.
    net: torch.nn.Linear(1, 1), x: (n,) float32 → yhat: (n, 1) float32

    Mend misuse 1: make a length-n x fit Linear(1,1), and predict.
    net: torch.nn.Linear(1, 1), x: (n,) float32 → yhat: (n, 1) float32
    """
    # step1: yhat
    raise NotImplementedError("predict_1d: step1: yhat")


def drop_bias(net):
    """잘못된사용2 고치기: bias=False를 깜빡한 Linear(2,1)을, 같은 weight를 가지고 bias가 없는 네트워크로 만듭니다.
    net: torch.nn.Linear(2, 1), weight (1, 2), bias (1,) → X @ weight.T를 예측하고 weight만 학습하는 네트워크

    Mend misuse 2: turn a Linear(2,1) whose bias=False was forgotten into the network that was meant, with the same weight.
    net: torch.nn.Linear(2, 1), weight (1, 2), bias (1,) → a network that predicts X @ weight.T and trains the weight alone
    """
    raise NotImplementedError("drop_bias: not written yet")


def one_epoch(net, inputs, y, lr):
    """손실이 MSE인 step1~4를 한 번만 합니다. 옵티마이저 없이 net의 파라메터를 직접 바꿉니다.
    net: Linear(1,1) 또는 Linear(2,1,bias=False), inputs: (n, 1) 또는 (n, 2), y: (n, 1), 모두 float32, lr: 학습률
    → net (주어진 net을 바꾸고 돌려줍니다). 다음 에폭에서 미분값이 쌓이지 않아야 합니다.

    Go through the four steps once, with MSE as the loss: change the parameters of net by hand, without an optimiser.
    net: Linear(1,1) or Linear(2,1,bias=False), inputs: (n, 1) or (n, 2), y: (n, 1), all float32, lr: the learning rate
    → net (the given one, changed). Gradients must not pile up in the next epoch.
    """
    # step1: yhat
    raise NotImplementedError("one_epoch: step1: yhat")
    # step2: loss
    raise NotImplementedError("one_epoch: step2: loss")
    # step3: 미분
    raise NotImplementedError("one_epoch: step3: 미분")
    # step4: update
    raise NotImplementedError("one_epoch: step4: update")


def fit_net(net, inputs, y, lr=0.1, epochs=30):
    """손실이 MSE인 step1~4를 epochs번 반복합니다. 옵티마이저 없이 net의 파라메터를 직접 바꿉니다.
    net: Linear(1,1) 또는 Linear(2,1,bias=False), inputs: (n, 1) 또는 (n, 2), y: (n, 1), 모두 float32
    → net (주어진 net을 바꾸고 돌려줍니다). lr과 epochs의 기본값은 강의와 같습니다.

    Repeat the four steps with MSE as the loss, epochs times: change the parameters of net by hand, without an optimiser.
    net: Linear(1,1) or Linear(2,1,bias=False), inputs: (n, 1) or (n, 2), y: (n, 1), all float32
    → net (the given one, changed). The defaults of lr and epochs are the lecture's.
    """
    # step1: yhat
    raise NotImplementedError("fit_net: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit_net: step2: loss")
    # step3: 미분
    raise NotImplementedError("fit_net: step3: 미분")
    # step4: update
    raise NotImplementedError("fit_net: step4: update")

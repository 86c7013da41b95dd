"""RNN과 LSTM을 손으로 (10wk)

RNN and LSTM by hand (10wk)
"""

import torch


def rnn_cell(x, h, Wx, Wh, b):
    """한 시점의 은닉상태: h = tanh(x·Wx + h·Wh + b)

    x: (p,), h: (q,), Wx: (p,q), Wh: (q,q), b: (q,) float32 → (q,)

    The hidden state of one moment: h = tanh(x·Wx + h·Wh + b)

    x: (p,), h: (q,), Wx: (p,q), Wh: (q,q), b: (q,) float32 → (q,)
    """
    raise NotImplementedError("rnn_cell: not written yet")


def run_rnn(X, Wx, Wh, b):
    """X의 행을 차례로 보며 은닉상태를 이어 갑니다. 처음의 은닉상태는 0입니다.

    X: (n,p), Wx: (p,q), Wh: (q,q), b: (q,) float32 → (n,q): 시점마다의 은닉상태

    Goes through the rows of X, one hidden state after the other. The first one comes from 0.

    X: (n,p), Wx: (p,q), Wh: (q,q), b: (q,) float32 → (n,q): the hidden state of every moment
    """
    raise NotImplementedError("run_rnn: not written yet")


def torch_rnn(Wx, Wh, b):
    """이 파라메터를 가진 `torch.nn.RNN`입니다: X (n,p)를 넣으면 run_rnn과 같은 값이 나옵니다.

    Wx: (p,q), Wh: (q,q), b: (q,) float32 → `torch.nn.RNN(p, q)`
    `torch.nn.RNN`은 전치된 행렬을 weight_ih_l0, weight_hh_l0에, bias를 bias_ih_l0과 bias_hh_l0 두 곳에 가집니다. 두 bias는 더해집니다.

    A `torch.nn.RNN` with these parameters: for X (n,p) it gives the values of run_rnn.

    Wx: (p,q), Wh: (q,q), b: (q,) float32 → a `torch.nn.RNN(p, q)`
    `torch.nn.RNN` holds transposed matrices in weight_ih_l0 and weight_hh_l0, and a bias in both bias_ih_l0 and bias_hh_l0. The two are added.
    """
    raise NotImplementedError("torch_rnn: not written yet")


def lstm_cell(x, h, c, W, U, b):
    """LSTM의 한 시점입니다. x·W + h·U + b를 넷으로 나눈 것이 차례로 input, forget, cell, output입니다.

    input, forget, output에는 시그모이드, cell에는 tanh를 취합니다. 새 c = forget·c + input·cell, 새 h = output·tanh(새 c)
    x: (p,), h, c: (q,), W: (p,4q), U: (q,4q), b: (4q,) float32 → (h, c): 각각 (q,)

    One moment of an LSTM. x·W + h·U + b, parted into four, is input, forget, cell and output, in this order.

    input, forget and output are put through sigmoid, cell through tanh. The new c = forget·c + input·cell, the new h = output·tanh(new c)
    x: (p,), h, c: (q,), W: (p,4q), U: (q,4q), b: (4q,) float32 → (h, c): (q,) each
    """
    raise NotImplementedError("lstm_cell: not written yet")

"""step: update

기울기(weight)만 움직이고 절편(bias)은 제자리입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only the slope (weight) moves; the intercept (bias) stays. Look at which parameters the update is given.
"""

import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net

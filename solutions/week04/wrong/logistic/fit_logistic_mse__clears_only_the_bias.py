"""step: update

절편(bias)의 기울기만 초기화되고 weight의 기울기는 epoch마다 쌓입니다. step4 뒤에 두 `.grad`를 모두 보세요.

Only the bias's gradient is cleared; the weight's piles up from epoch to epoch. Look at both `.grad`s after step4.
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
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
    return net

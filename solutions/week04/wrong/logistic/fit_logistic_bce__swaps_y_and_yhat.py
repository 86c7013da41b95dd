"""step: loss

y와 yhat의 자리가 바뀌어 0의 로그를 구하게 됩니다. loss가 유한한지, 로그 안에 무엇이 들어가야 하는지 보세요.

y and yhat have changed places, so the logarithm of 0 is taken. Check that the loss is finite, and what belongs inside the logarithm.
"""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = -torch.mean(yhat*torch.log(y) + (1-yhat)*torch.log(1-y))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net

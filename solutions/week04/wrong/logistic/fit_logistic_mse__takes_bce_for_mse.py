"""step: loss

이 반복문의 loss는 MSE인데 외우라고 한 loss(BCE)를 썼습니다. 함수 이름을 보세요.

This loop's loss is the MSE, but the loss to memorise (BCE) is used. Look at the function's name.
"""

import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)) # loss를 원래 이렇게 하는건 아니에요..
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net

"""step: setup

loss가 거의 변하지 않으면 반복을 멈추었습니다. 문제는 epochs번을 모두 반복하는 것입니다.

The loop stops once the loss hardly changes. All the epochs asked for have to be run.
"""

import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    previous = 1e9
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
        if abs(previous - loss.item()) < 1e-5:
            break
        previous = loss.item()
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net

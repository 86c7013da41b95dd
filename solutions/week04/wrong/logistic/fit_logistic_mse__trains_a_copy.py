"""step: update

주어진 것이 아니라 사본을 학습했습니다. 함수가 끝난 뒤 함수에 넣었던 것의 값이 바뀌었는지 보세요.

A copy was trained, not what was given. Look whether the object you passed in has changed once the function is over.
"""

import copy
import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = copy.deepcopy(net)
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
        l1.weight.grad = None
    return net

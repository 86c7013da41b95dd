"""step: setup

주어진 파라메터에서 출발하지 않고 함수 안에서 처음 값을 다시 정했습니다. 첫 epoch의 파라메터를 함수에 넣어준 값과 비교해 보세요.

The function sets its own starting values instead of starting from the parameters it was given. Compare the parameters of the first epoch with those you passed in.
"""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    l1.bias.data = torch.tensor([-1.0])
    l1.weight.data = torch.tensor([[1.0]])
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net

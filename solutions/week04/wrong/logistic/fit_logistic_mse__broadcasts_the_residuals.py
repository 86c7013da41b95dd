"""step: loss

y와 yhat의 shape이 달라서 빼기의 결과가 n×n이 되었습니다(브로드캐스팅). 빼기 직전 두 텐서의 shape을 출력해 보세요.

y and yhat differ in shape, so their difference is n×n (broadcasting). Print both shapes right before the subtraction.
"""

import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = torch.mean((y.reshape(-1)-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net

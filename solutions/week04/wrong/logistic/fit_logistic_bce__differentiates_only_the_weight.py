"""step: backward

미분이 파라메터 일부에 대해서만 일어나서 나머지에는 기울기가 없습니다. step3 직후에 모든 파라메터의 `.grad`를 출력해 보세요.

Only some of the parameters are differentiated; the others have no gradient. Print every parameter's `.grad` right after step3.
"""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward(inputs=[l1.weight])
        # step4: update
        l1.bias.data = l1.bias.data
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net

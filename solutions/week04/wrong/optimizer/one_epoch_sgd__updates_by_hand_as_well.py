"""step: update

옵티마이저도 움직이고 손으로도 움직였습니다. 한 epoch에 update가 두 번 일어납니다.

Both the optimiser and a line of your own move the parameters: two updates in one epoch.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    for p in net.parameters():
        p.data = p.data - 0.1*p.grad
    optimizr.step()
    optimizr.zero_grad()
    return net

"""step: update

옵티마이저가 미분보다 먼저 움직이려고 했습니다. 그때는 이번 epoch의 기울기가 아직 없습니다. step3과 step4의 순서를 보세요.

The optimiser is asked to move before the gradient of this epoch exists. Look at the order of step3 and step4.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    optimizr.step()
    # step4: update
    loss.backward()
    optimizr.zero_grad()
    return net

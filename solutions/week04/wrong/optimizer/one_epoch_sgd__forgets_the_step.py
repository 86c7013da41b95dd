"""step: update

기울기는 구했지만 파라메터가 움직이지 않았습니다. step4에서 옵티마이저에게 움직이라고 했는지 보세요.

The gradient is there but the parameters did not move. Look whether step4 tells the optimiser to move.
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
    optimizr.zero_grad()
    return net

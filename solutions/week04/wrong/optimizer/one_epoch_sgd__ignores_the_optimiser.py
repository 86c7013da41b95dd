"""step: update

주어진 optimizr 대신 함수 안에서 새로 만든 옵티마이저로 움직였습니다. 학습률이 주어진 것과 다릅니다.

The parameters are moved by an optimiser made inside the function, not by the one given: its learning rate is another.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    optimizr = torch.optim.SGD(net.parameters(), lr=0.1)
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net

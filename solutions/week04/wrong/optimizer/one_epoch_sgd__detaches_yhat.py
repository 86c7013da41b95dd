"""step: yhat

yhat이 파라메터와의 연결(그래프)을 잃어서 미분할 수 없습니다. step1에서 값만 꺼내오지 않았는지 보세요.

yhat has lost its link (the graph) to the parameters, so nothing can be differentiated. Look whether step1 takes the bare values only.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs).data
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net

"""step: update

SGD가 아니라 다른 옵티마이저(Adam)로 움직였습니다. 움직인 거리가 기울기의 크기에 비례하지 않습니다.

The parameters were moved by another optimiser (Adam), not by SGD: the distance moved is not in proportion to the gradient.
"""

import torch


def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = a1(l1(x))
        # step2: loss
        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net

"""step: update

한 epoch에 update가 두 번 일어납니다 (옵티마이저가 두 번, 또는 옵티마이저와 손으로 한 번씩). 파라메터가 움직인 거리와 lr×기울기를 비교해 보세요. 정확히 두 배입니다.

The update happens twice in one epoch (the optimiser twice, or the optimiser and a line of your own). Compare how far the parameters moved with lr times the gradient: it is exactly double.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        for p in net.parameters():
            p.data = p.data - lr*p.grad
        optimizr.zero_grad()
    return net

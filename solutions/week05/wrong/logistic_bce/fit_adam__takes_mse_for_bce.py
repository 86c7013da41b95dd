"""step: loss

BCE가 아니라 잔차제곱의 평균(MSE)입니다.

This is the mean of the squared residuals (MSE), not the BCE.
"""

import torch


def fit_adam(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net

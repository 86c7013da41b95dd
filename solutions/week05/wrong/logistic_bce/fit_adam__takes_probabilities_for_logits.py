"""step: loss

yhat은 이미 확률인데 loss 안에서 시그모이드를 한 번 더 통과했습니다. 이 loss가 확률을 받는지 그 전의 값을 받는지 보세요.

yhat is a probability already, and the loss sends it through the sigmoid once more. Look whether this loss expects probabilities or what comes before them.
"""

import torch


def fit_adam(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = torch.nn.BCEWithLogitsLoss()(yhat, y)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net

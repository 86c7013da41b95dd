"""step: update

update가 반복문 밖에 있습니다. epoch마다 미분만 쌓이고 파라메터는 맨 끝에 한 번만 움직입니다. 들여쓰기를 확인하세요.

The update stands outside the loop: every epoch only piles up gradients, and the parameters move once, at the very end. Check the indentation.
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
    optimizr.zero_grad()
    return net

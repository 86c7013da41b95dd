"""step: update

기울기(weight)만 움직이고 절편(bias)은 제자리입니다. 옵티마이저가 어떤 파라메터를 받았는지 보세요.

Only the slope (weight) moves; the intercept (bias) stays. Look at which parameters the update is given.
"""

import torch


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([net.weight], lr=lr)
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

"""step: loss

잔차를 제곱하지 않고 절댓값을 썼습니다. loss와 기울기를 MSE의 정의와 비교해 보세요.

The residuals are taken absolutely instead of squared. Compare loss and gradient with the definition of the MSE.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean(torch.abs(y-yhat))
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    optimizr.zero_grad()
    return net

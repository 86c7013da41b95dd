"""step: backward

미분이 파라메터 일부에 대해서만 일어나서 나머지에는 기울기가 없습니다. step3 직후에 모든 파라메터의 `.grad`를 출력해 보세요.

Only some of the parameters are differentiated; the others have no gradient. Print every parameter's `.grad` right after step3.
"""

import torch


def fit_bce(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        # step3: 미분 / backward
        loss.backward(inputs=[net[0].weight])
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return net

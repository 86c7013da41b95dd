"""step: update

기울기는 있었는데 파라메터가 움직이지 않았습니다. step4에서 `optimizr.step()`이 미분과 초기화 사이에 있는지, 주어진 net 자신을 쓰고 있는지, 각 줄이 실행된 직후의 `.grad`와 파라메터를 출력하면서 보세요.

There was a gradient, but the parameters did not move. See whether step4 has `optimizr.step()` between backward and clearing, and whether it is the given net that is used: print `.grad` and the parameters right after each line.
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
        optimizr.zero_grad()
        optimizr.step()
    return net

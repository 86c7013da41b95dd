"""step: update

기울기는 있었는데 파라메터가 움직이지 않았습니다. step4에서 `optimizr.step()`이 미분과 초기화 사이에 있는지, 주어진 net 자신을 쓰고 있는지 보세요.

There was a gradient, but the parameters did not move. See whether step4 has `optimizr.step()` between backward and clearing, and whether it is the given net that is used.
"""

import torch


def one_epoch_bce(net, optimizr, x, y):
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.zero_grad()
    optimizr.step()
    return net

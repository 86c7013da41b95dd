"""step: update

기울기를 한 번도 초기화하지 않았습니다. 두 번째 epoch부터 미분값이 앞의 미분값 위에 계속 더해집니다. step4가 끝난 뒤 `.grad`를 출력해 보세요.

The gradients are never cleared: from the second epoch on, every new gradient is added to the ones before. Print `.grad` once step4 is over.
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
    optimizr.step()
    return net

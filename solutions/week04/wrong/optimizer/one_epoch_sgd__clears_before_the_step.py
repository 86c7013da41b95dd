"""step: update

미분(step3)과 update(step4) 사이에서 기울기가 지워졌습니다. 옵티마이저가 움직이려고 할 때 남은 기울기가 없어서 파라메터가 제자리에 머뭅니다. 각 줄이 실행된 직후의 `.grad`를 보세요.

The gradient is wiped between step3 and step4, so the optimiser finds nothing to move by and the parameters stay where they are. Look at `.grad` right after each line.
"""

import torch


def one_epoch_sgd(net, optimizr, inputs, y):
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

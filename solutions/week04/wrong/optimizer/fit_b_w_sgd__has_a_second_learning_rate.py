"""step: update

b와 w가 서로 다른 학습률로 움직입니다. 두 파라메터가 움직인 거리를 각각 lr×기울기와 비교해 보세요.

b and w move with different learning rates. Compare how far each moved with lr times its gradient.
"""

import torch


def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([{'params': [b]}, {'params': [w], 'lr': lr/10}], lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = b + w*x
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
        optimizr.zero_grad()
    return b, w

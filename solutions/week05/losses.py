"""손실함수의 비교: MSE와 BCE (05wk)

A comparison of losses: MSE and BCE (05wk)
"""

import torch


def loss_surface(x, y, w0s, w1s):
    """(w0, w1)의 격자 위에서 두 손실함수의 값을 (mse, bce)로 돌려줍니다. 둘 다 (k,m) float32.

    x, y: (n,1) float32. w0s: (k,), w1s: (m,) float32. i행 j열은 yhat이 절편 w0s[i], 기울기 w1s[j]인 성공확률일 때의 loss(평균)입니다.

    The values of both losses over a grid of (w0, w1), as (mse, bce). Both (k,m) float32.

    x, y: (n,1) float32. w0s: (k,), w1s: (m,) float32. Row i, column j is the loss (a mean) where yhat holds the probabilities of
    success with intercept w0s[i] and slope w1s[j].
    """
    mse = torch.zeros(len(w0s), len(w1s))
    bce = torch.zeros(len(w0s), len(w1s))
    for i, w0 in enumerate(w0s):
        for j, w1 in enumerate(w1s):
            u = w0 + w1*x
            yhat = torch.exp(u)/(1+torch.exp(u))
            mse[i,j] = torch.mean((y-yhat)**2)
            bce[i,j] = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    return mse, bce


def compare_losses(w0, w1, x, y, lr=0.05, epochs=100):
    """같은 출발점 (w0, w1)에서 한 번은 MSE로, 한 번은 BCE로, Adam을 써서 epochs번 학습합니다. (2,2) float32 텐서를 돌려줍니다.

    첫 행은 MSE로, 둘째 행은 BCE로 학습한 (w0, w1)입니다. 두 학습은 서로 영향을 주지 않습니다. x, y: (n,1) float32.

    Trains twice from the same start (w0, w1), once with the MSE and once with the BCE, for epochs epochs with Adam. Returns a (2,2)
    float32 tensor.

    The first row is (w0, w1) as trained with the MSE, the second with the BCE. The two do not influence each other. x, y: (n,1) float32.
    """
    ends = []
    for loss_fn in (torch.nn.MSELoss(), torch.nn.BCELoss()):
        # 준비: 네트워크와 옵티마이저 / setup: the net and the optimiser
        net = torch.nn.Sequential(torch.nn.Linear(1,1), torch.nn.Sigmoid())
        net[0].bias.data = torch.tensor([float(w0)])
        net[0].weight.data = torch.tensor([[float(w1)]])
        optimizr = torch.optim.Adam(net.parameters(), lr=lr)
        for epoc in range(epochs):
            # step1: yhat
            yhat = net(x)
            # step2: loss
            loss = loss_fn(yhat, y)
            # step3: 미분 / backward
            loss.backward()
            # step4: update
            optimizr.step()
            optimizr.zero_grad()
        ends.append([net[0].bias.item(), net[0].weight.item()])
    return torch.tensor(ends)

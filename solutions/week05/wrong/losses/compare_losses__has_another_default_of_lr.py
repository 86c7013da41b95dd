"""step: update

`lr`을 주지 않고 부르면 학습률이 문제와 다릅니다. 함수 첫 줄의 기본값을 확인하세요.

Called without `lr`, the learning rate is not the one asked for. Check the default in the function's first line.
"""

import torch


def compare_losses(w0, w1, x, y, lr=0.01, epochs=100):
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

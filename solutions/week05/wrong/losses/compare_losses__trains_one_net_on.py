"""step: update

둘째 학습이 첫째 학습이 끝난 곳에서 출발했습니다. 두 학습은 같은 출발점에서 시작해야 합니다.

The second training starts where the first one ended. Both have to start from the same place.
"""

import torch


def compare_losses(w0, w1, x, y, lr=0.05, epochs=100):
    ends = []
    net = torch.nn.Sequential(torch.nn.Linear(1,1), torch.nn.Sigmoid())
    net[0].bias.data = torch.tensor([float(w0)])
    net[0].weight.data = torch.tensor([[float(w1)]])
    for loss_fn in (torch.nn.MSELoss(), torch.nn.BCELoss()):
        # 준비: 네트워크와 옵티마이저 / setup: the net and the optimiser
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

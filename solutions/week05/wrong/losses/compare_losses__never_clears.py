"""step: update

기울기를 한 번도 초기화하지 않았습니다. 두 번째 epoch부터 미분값이 앞의 미분값 위에 계속 더해집니다. step4가 끝난 뒤 `.grad`를 출력해 보세요.

The gradients are never cleared: from the second epoch on, every new gradient is added to the ones before. Print `.grad` once step4 is over.
"""

import torch


def compare_losses(w0, w1, x, y, lr=0.05, epochs=100):
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
        ends.append([net[0].bias.item(), net[0].weight.item()])
    return torch.tensor(ends)

# Other right answers to losses.py: a cell a program.

# %% loss_surface__stacks_lists
"""Nested lists made into tensors."""
def loss_surface(x, y, w0s, w1s):
    def losses(w0, w1):
        u = w0 + w1*x
        yhat = torch.sigmoid(u)
        return torch.mean((y-yhat)**2).item(), torch.nn.BCEWithLogitsLoss()(u, y).item()
    table = torch.tensor([[losses(w0, w1) for w1 in w1s] for w0 in w0s])
    return table[:,:,0], table[:,:,1]

# %% loss_surface__uses_broadcasting
"""All at once, by broadcasting."""
def loss_surface(x, y, w0s, w1s):
    yhat = torch.sigmoid(w0s.reshape(-1,1,1) + w1s.reshape(1,-1,1)*x.reshape(1,1,-1))
    y = y.reshape(1,1,-1)
    mse = ((y-yhat)**2).mean(dim=-1)
    bce = -(y*torch.log(yhat) + (1-y)*torch.log(1-yhat)).mean(dim=-1)
    return mse, bce

# %% loss_surface__uses_meshgrid
"""meshgrid, and torch's losses."""
def loss_surface(x, y, w0s, w1s):
    W0, W1 = torch.meshgrid(w0s, w1s, indexing='ij')
    pairs = list(zip(W0.reshape(-1), W1.reshape(-1)))
    yhats = [torch.sigmoid(a + b*x) for a, b in pairs]
    mse = torch.stack([torch.nn.functional.mse_loss(yhat, y) for yhat in yhats]).reshape(W0.shape)
    bce = torch.stack([torch.nn.functional.binary_cross_entropy(yhat, y) for yhat in yhats]).reshape(W0.shape)
    return mse, bce

# %% compare_losses__calls_its_own_fit
"""Two tensors of parameters, trained without a net."""
def compare_losses(w0, w1, x, y, lr=0.05, epochs=100):
    rows = []
    for name in ('mse', 'bce'):
        b = torch.tensor(float(w0), requires_grad=True)
        w = torch.tensor(float(w1), requires_grad=True)
        optimizr = torch.optim.Adam([b, w], lr=lr)
        for epoc in range(epochs):
            yhat = torch.sigmoid(b + w*x)
            if name == 'mse':
                loss = ((y-yhat)**2).mean()
            else:
                loss = -(y*yhat.log() + (1-y)*(1-yhat).log()).mean()
            loss.backward()
            optimizr.step()
            optimizr.zero_grad()
        rows.append(torch.stack([b.detach(), w.detach()]))
    return torch.stack(rows)

# %% compare_losses__uses_logits
"""BCEWithLogitsLoss for the second."""
def compare_losses(w0, w1, x, y, lr=0.05, epochs=100):
    def trained(loss_of):
        l1 = torch.nn.Linear(1,1)
        torch.nn.init.constant_(l1.bias, float(w0))
        torch.nn.init.constant_(l1.weight, float(w1))
        optimizr = torch.optim.Adam(l1.parameters(), lr=lr)
        for epoc in range(epochs):
            optimizr.zero_grad()
            loss = loss_of(l1(x))
            loss.backward()
            optimizr.step()
        return torch.cat([l1.bias.detach(), l1.weight.detach().reshape(-1)])
    mse = trained(lambda u: torch.mean((y-torch.sigmoid(u))**2))
    bce = trained(lambda u: torch.nn.functional.binary_cross_entropy_with_logits(u, y))
    return torch.stack([mse, bce])

# %% make_net__copies_values
-    net[0].weight.data = torch.tensor([[-1.0], [1.0]])
-    net[0].bias.data = torch.tensor([0.5, -0.5])
-    net[2].weight.data = torch.tensor([[2.0, 3.0]])
-    net[2].bias.data = torch.tensor([-1.3])
+    with torch.no_grad():
+        net[0].weight.copy_(torch.tensor([[-1.0], [1.0]]))
+        net[0].bias.copy_(torch.tensor([0.5, -0.5]))
+        net[2].weight.copy_(torch.tensor([[2.0, 3.0]]))
+        net[2].bias.fill_(-1.3)

# %% make_net__a_class
class _Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.l1, self.l2 = torch.nn.Linear(1, 2), torch.nn.Linear(2, 1)
        self.l1.weight.data, self.l1.bias.data = torch.tensor([[-1.0], [1.0]]), torch.tensor([0.5, -0.5])
        self.l2.weight.data, self.l2.bias.data = torch.tensor([[2.0, 3.0]]), torch.tensor([-1.3])

    def forward(self, x):
        return self.l2(torch.relu(self.l1(x)))


def make_net():
    return _Net()

# %% make_net__by_state_dict
-    net[0].weight.data = torch.tensor([[-1.0], [1.0]])
-    net[0].bias.data = torch.tensor([0.5, -0.5])
-    net[2].weight.data = torch.tensor([[2.0, 3.0]])
-    net[2].bias.data = torch.tensor([-1.3])
+    values = [[-1.0], [1.0]], [0.5, -0.5], [[2.0, 3.0]], [-1.3]
+    net.load_state_dict({name: torch.tensor(value) for name, value in zip(net.state_dict(), values)})

# %% first_gradients__by_autograd
-    loss.backward()
-    found = {name: p.grad for name, p in net.named_parameters()}
-    net.zero_grad()
-    return found
+    names, own = zip(*net.named_parameters())
+    return dict(zip(names, torch.autograd.grad(loss, own)))

# %% first_gradients__clones
-    found = {name: p.grad for name, p in net.named_parameters()}
-    net.zero_grad()
+    found = {}
+    for name, p in net.named_parameters():
+        found[name] = p.grad.clone()
+        p.grad.zero_()

# %% fit_adam_then_sgd__one_helper
-    for epoc in range(adam_epochs):
-        # step1, step2: loss
-        loss = torch.mean((y - net(x)) ** 2)
-        # step3: 미분 / backward
-        loss.backward()
-        # step4: update
-        optimizr.step()
-        optimizr.zero_grad()
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
-    for epoc in range(sgd_epochs):
-        # step1, step2: loss
-        loss = torch.mean((y - net(x)) ** 2)
-        # step3: 미분 / backward
-        loss.backward()
-        # step4: update
-        optimizr.step()
-        optimizr.zero_grad()
-    return net
+    train(net, x, y, optimizr, adam_epochs)
+    train(net, x, y, torch.optim.SGD(net.parameters(), lr=lr), sgd_epochs)
+    return net
+
+
+def train(net, x, y, optimizr, epochs):
+    for epoc in range(epochs):
+        optimizr.zero_grad()
+        torch.nn.MSELoss()(net(x), y).backward()
+        optimizr.step()

# %% fit_adam_then_sgd__one_loop
-    for epoc in range(adam_epochs):
-        # step1, step2: loss
-        loss = torch.mean((y - net(x)) ** 2)
-        # step3: 미분 / backward
-        loss.backward()
-        # step4: update
-        optimizr.step()
-        optimizr.zero_grad()
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
-    for epoc in range(sgd_epochs):
+    sgd = torch.optim.SGD(net.parameters(), lr=lr)
+    for epoc in range(adam_epochs + sgd_epochs):
+        if epoc == adam_epochs:
+            optimizr = sgd

# %% fit_adam_then_sgd__mse_of_the_library
-        loss = torch.mean((y - net(x)) ** 2)
+        loss = torch.nn.functional.mse_loss(net(x), y)

-        loss = torch.mean((y - net(x)) ** 2)
+        loss = ((net(x) - y) ** 2).sum() / len(y)

# %% path_of__updates_by_hand
-        optimizr.step()
-        optimizr.zero_grad()
+        for p in net.parameters():
+            p.data = p.data - lr * p.grad
+            p.grad = None

# %% path_of__by_the_library
-    path = [torch.cat([p.detach().reshape(-1) for p in net.parameters()])]
+    path = [torch.nn.utils.parameters_to_vector(net.parameters()).detach().clone()]

-        path.append(torch.cat([p.detach().reshape(-1) for p in net.parameters()]))
+        path.append(torch.nn.utils.parameters_to_vector(net.parameters()).detach().clone())

# %% path_of__an_array_first
-    path = [torch.cat([p.detach().reshape(-1) for p in net.parameters()])]
+    rows = torch.zeros(epochs + 1, sum(p.numel() for p in net.parameters()))
+    rows[0] = torch.cat([p.data.flatten() for p in net.parameters()])

-        path.append(torch.cat([p.detach().reshape(-1) for p in net.parameters()]))
-    return torch.stack(path)
+        rows[epoc + 1] = torch.cat([p.data.flatten() for p in net.parameters()])
+    return rows

# %% print_path__by_percent
-    for epoc, row in enumerate(path):
-        print(f"epoch {epoc}: " + " ".join(f"{value:.4f}" for value in row.tolist()))
+    for epoc in range(len(path)):
+        print("epoch %d:" % epoc, *["%.4f" % value for value in path[epoc]])

# %% print_path__joins_first
-    for epoc, row in enumerate(path):
-        print(f"epoch {epoc}: " + " ".join(f"{value:.4f}" for value in row.tolist()))
+    lines = []
+    for epoc, row in enumerate(path.tolist()):
+        lines.append("epoch {}: {}".format(epoc, " ".join(map("{:.4f}".format, row))))
+    print("\n".join(lines))

# %% fit_steps__rate_by_hand
-    scheduler = torch.optim.lr_scheduler.StepLR(optimizr, step_size=step_size, gamma=gamma)
-    for epoc in range(epochs):
+    for epoc in range(epochs):
+        for group in optimizr.param_groups:
+            group["lr"] = lr * gamma ** (epoc // step_size)

-        scheduler.step()

# %% fit_steps__by_lambda
-    scheduler = torch.optim.lr_scheduler.StepLR(optimizr, step_size=step_size, gamma=gamma)
+    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizr, lambda epoc: gamma ** (epoc // step_size))

# %% fit_steps__updates_by_hand
-        optimizr.step()
-        optimizr.zero_grad()
-        scheduler.step()
+        for p in net.parameters():
+            p.data -= lr * p.grad
+            p.grad = None
+        if (epoc + 1) % step_size == 0:
+            lr = lr * gamma

# %% fit_best__clones_the_state
-            best, kept = test, copy.deepcopy(net.state_dict())
+            best = test
+            kept = {name: value.clone() for name, value in net.state_dict().items()}

# %% fit_best__keeps_all_of_them
-    best, kept = float("inf"), None
+    tests, states = [], []

-            test = torch.mean((y_test - net(x_test)) ** 2).item()
-        if test < best:
-            best, kept = test, copy.deepcopy(net.state_dict())
-    net.load_state_dict(kept)
-    return net, best
+            tests.append(torch.mean((y_test - net(x_test)) ** 2).item())
+        states.append({name: value.clone() for name, value in net.state_dict().items()})
+    k = tests.index(min(tests))
+    net.load_state_dict(states[k])
+    return net, tests[k]

# %% fit_best__evaluates_properly
-        with torch.no_grad():
-            test = torch.mean((y_test - net(x_test)) ** 2).item()
+        net.eval()
+        with torch.inference_mode():
+            test = torch.nn.MSELoss()(net(x_test), y_test).item()
+        net.train()

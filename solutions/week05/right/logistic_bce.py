# Other right answers to logistic_bce.py: a cell a program.

# %% bce__adds_a_harmless_epsilon
"""1e-8 inside the logs: harmless."""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat + 1e-8) + (1-y)*torch.log(1-yhat + 1e-8))

# %% bce__adds_the_largest_harmless_epsilon
"""1e-7 inside the logs: the kit counts it as harmless."""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat + 1e-7) + (1-y)*torch.log(1-yhat + 1e-7))

# %% bce__chooses_by_y
"""The probability of what was observed."""
def bce(y, yhat):
    return -torch.log(torch.where(y==1, yhat, 1-yhat)).mean()

# %% bce__computes_in_float64
"""float64 inside."""
def bce(y, yhat):
    return torch.nn.BCELoss()(yhat.double(), y.double()).to(yhat.dtype)

# %% bce__goes_back_to_logits
"""BCEWithLogitsLoss on the logits."""
def bce(y, yhat):
    return torch.nn.BCEWithLogitsLoss()(torch.logit(yhat), y)

# %% bce__uses_functional_bce
"""torch.nn.functional.binary_cross_entropy."""
def bce(y, yhat):
    return torch.nn.functional.binary_cross_entropy(yhat, y)

# %% bce__uses_xlogy
"""torch.xlogy."""
def bce(y, yhat):
    return -(torch.xlogy(y, yhat) + torch.xlogy(1-y, 1-yhat)).mean()

# %% bce__writes_out_the_formula
"""The formula."""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% bce_with_logits__is_a_softmax_of_two
"""The cross entropy of two classes."""
def bce_with_logits(y, u):
    return torch.nn.functional.cross_entropy(torch.cat([torch.zeros_like(u), u], dim=1), y.reshape(-1).long())

# %% bce_with_logits__takes_the_larger_out
"""max(u, 0) - y·u + log1p(exp(-|u|))."""
def bce_with_logits(y, u):
    return (u.clamp(min=0) - y*u + torch.log1p(torch.exp(-u.abs()))).mean()

# %% bce_with_logits__uses_functional
"""torch.nn.functional.binary_cross_entropy_with_logits."""
def bce_with_logits(y, u):
    return torch.nn.functional.binary_cross_entropy_with_logits(u, y)

# %% bce_with_logits__uses_logaddexp
"""logaddexp(0, u) - y·u."""
def bce_with_logits(y, u):
    return torch.mean(torch.logaddexp(torch.zeros_like(u), u) - y*u)

# %% bce_with_logits__uses_logsigmoid
"""log-probabilities."""
def bce_with_logits(y, u):
    return -(y*torch.nn.functional.logsigmoid(u) + (1-y)*torch.nn.functional.logsigmoid(-u)).mean()

# %% bce_with_logits__uses_softplus
"""softplus(u) - y·u."""
def bce_with_logits(y, u):
    return (torch.nn.functional.softplus(u) - y*u).mean()

# %% one_epoch_bce__calls_its_own_bce
"""Calls bce."""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = bce(y, yhat)

# %% one_epoch_bce__clears_first
"""The gradient is cleared before backward."""
def one_epoch_bce(net, optimizr, x, y):
    # step1: yhat
    yhat = net(x)
    # step2: loss
    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    optimizr.zero_grad()
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    return net

# %% one_epoch_bce__keeps_yhat_but_uses_logits
"""The loss from the logits."""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = torch.nn.BCEWithLogitsLoss()(net[0](x), y)

# %% one_epoch_bce__leaves_zeros
"""Zeros instead of None."""
-    optimizr.zero_grad()
+    optimizr.zero_grad(set_to_none=False)

# %% one_epoch_bce__uses_bceloss
"""torch.nn.BCELoss."""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = torch.nn.BCELoss()(yhat, y)

# %% one_epoch_bce__uses_softplus
"""softplus(u) - y·u."""
-    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+    loss = torch.mean(torch.nn.functional.softplus(net[0](x)) - y*net[0](x))

# %% fit_bce__calls_its_own_bce
"""Calls bce."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = bce(y, yhat)

# %% fit_bce__calls_one_epoch
"""Built from one_epoch_bce."""
def fit_bce(net, x, y, lr=0.05, epochs=100):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        one_epoch_bce(net, optimizr, x, y)
    return net

# %% fit_bce__clears_first
"""The gradient is cleared before backward."""
def fit_bce(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        optimizr.zero_grad()
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
    return net

# %% fit_bce__keeps_yhat_but_uses_logits
"""The loss from the logits."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.nn.BCEWithLogitsLoss()(net[0](x), y)

# %% fit_bce__leaves_zeros
"""Zeros instead of None."""
-        optimizr.zero_grad()
+        optimizr.zero_grad(set_to_none=False)

# %% fit_bce__updates_by_hand
"""No optimiser."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

-        optimizr.step()
-        optimizr.zero_grad()
+        for p in net.parameters():
+            p.data = p.data - lr*p.grad
+            p.grad = None

# %% fit_bce__uses_bceloss
"""torch.nn.BCELoss."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.nn.BCELoss()(yhat, y)

# %% fit_bce__uses_foreach
"""All parameters at once."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, foreach=True)

# %% fit_bce__uses_fused
"""The fused implementation."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, fused=True)

# %% fit_bce__uses_softplus
"""softplus(u) - y·u."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.mean(torch.nn.functional.softplus(net[0](x)) - y*net[0](x))

# %% fit_bce__writes_the_gradient_by_hand
"""Gradients by hand: the mean of (yhat-y)·x."""
def fit_bce(net, x, y, lr=0.05, epochs=100):
    for epoc in range(epochs):
        with torch.no_grad():
            error = net(x) - y
            net[0].bias.sub_(lr*error.mean(dim=0))
            net[0].weight.sub_(lr*error.T@x/len(y))
    return net

# %% make_adam__gives_a_list
"""A list."""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(list(net.parameters()), lr=lr)

# %% make_adam__gives_lr_by_position
"""By position."""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr)

# %% make_adam__groups_the_parameters
"""One group for each parameter."""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam([{'params': [p]} for p in net.parameters()], lr=lr)

# %% make_adam__uses_foreach
"""All parameters at once."""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr, foreach=True)

# %% make_adam__writes_the_defaults
"""Every default written out."""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False)

# %% fit_adam__calls_its_own_bce
"""Calls bce."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = bce(y, yhat)

# %% fit_adam__calls_one_epoch
"""Built from one_epoch_bce."""
def fit_adam(net, x, y, lr=0.05, epochs=100):
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        one_epoch_bce(net, optimizr, x, y)
    return net

# %% fit_adam__clears_first
"""The gradient is cleared before backward."""
def fit_adam(net, x, y, lr=0.05, epochs=100):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
    for epoc in range(epochs):
        # step1: yhat
        yhat = net(x)
        # step2: loss
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        optimizr.zero_grad()
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
    return net

# %% fit_adam__keeps_yhat_but_uses_logits
"""The loss from the logits."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.nn.BCEWithLogitsLoss()(net[0](x), y)

# %% fit_adam__leaves_zeros
"""Zeros instead of None."""
-        optimizr.zero_grad()
+        optimizr.zero_grad(set_to_none=False)

# %% fit_adam__uses_bceloss
"""torch.nn.BCELoss."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.nn.BCELoss()(yhat, y)

# %% fit_adam__uses_foreach
"""All parameters at once."""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr, foreach=True)

# %% fit_adam__uses_fused
"""The fused implementation."""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    optimizr = torch.optim.Adam(net.parameters(), lr=lr, fused=True)

# %% fit_adam__uses_softplus
"""softplus(u) - y·u."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.mean(torch.nn.functional.softplus(net[0](x)) - y*net[0](x))

# %% fit_adam__writes_out_adam
"""Adam by hand."""
-    optimizr = torch.optim.Adam(net.parameters(), lr=lr)
+    params = list(net.parameters())
+    m = [torch.zeros_like(p) for p in params]
+    v = [torch.zeros_like(p) for p in params]

-        optimizr.step()
-        optimizr.zero_grad()
+        with torch.no_grad():
+            for i, p in enumerate(params):
+                m[i] = 0.9*m[i] + 0.1*p.grad
+                v[i] = 0.999*v[i] + 0.001*p.grad**2
+                mhat = m[i]/(1-0.9**(epoc+1))
+                vhat = v[i]/(1-0.999**(epoc+1))
+                p -= lr*mhat/(torch.sqrt(vhat)+1e-8)
+                p.grad = None

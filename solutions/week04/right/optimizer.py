# Other right answers to optimizer.py: a cell a program.

# %% make_sgd__gives_a_list
"""The parameters as a list."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(list(net.parameters()), lr=lr)

# %% make_sgd__gives_an_iterator
"""The parameters as an iterator."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(iter([p for p in net.parameters()]), lr=lr)

# %% make_sgd__gives_lr_by_position
"""The learning rate by position."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr)

# %% make_sgd__groups_the_parameters
"""One parameter group for each parameter."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD([{'params': [p]} for p in net.parameters()], lr=lr)

# %% make_sgd__names_the_parameters
"""The parameters with their names."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.named_parameters(), lr=lr)

# %% make_sgd__sets_the_rate_afterwards
"""The learning rate is set on the group after building."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=1.0)
+    for group in optimizr.param_groups:
+        group['lr'] = lr

# %% make_sgd__uses_foreach
"""The implementation that updates all parameters at once."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, foreach=True)

# %% make_sgd__uses_fused
"""The fused implementation."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, fused=True)

# %% make_sgd__writes_the_defaults
"""Every option written out."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(params=net.parameters(), lr=lr, momentum=0, dampening=0, weight_decay=0, nesterov=False)

# %% one_epoch_sgd__asks_for_the_gradients
"""torch.autograd.grad, whose results are put on the parameters."""
-    loss.backward()
+    params = list(net.parameters())
+    for p, g in zip(params, torch.autograd.grad(loss, params)):
+        p.grad = g

# %% one_epoch_sgd__calls_autograd
"""torch.autograd.backward."""
-    loss.backward()
+    torch.autograd.backward(loss)

# %% one_epoch_sgd__calls_forward
"""net.forward."""
-    yhat = net(inputs)
+    yhat = net.forward(inputs)

# %% one_epoch_sgd__clears_by_hand
"""Every gradient is set to None by hand."""
-    optimizr.zero_grad()
+    for p in net.parameters():
+        p.grad = None

# %% one_epoch_sgd__clears_first
"""The gradient is cleared at the start of the epoch."""
def one_epoch_sgd(net, optimizr, inputs, y):
    optimizr.zero_grad()
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    loss.backward()
    # step4: update
    optimizr.step()
    return net

# %% one_epoch_sgd__clears_right_before_backward
"""The gradient is cleared right before backward."""
def one_epoch_sgd(net, optimizr, inputs, y):
    # step1: yhat
    yhat = net(inputs)
    # step2: loss
    loss = torch.mean((y-yhat)**2)
    # step3: 미분 / backward
    optimizr.zero_grad()
    loss.backward()
    # step4: update
    optimizr.step()
    return net

# %% one_epoch_sgd__clears_through_the_net
"""The net clears its gradients."""
-    optimizr.zero_grad()
+    net.zero_grad()

# %% one_epoch_sgd__divides_the_sum
"""A sum divided by n."""
-    loss = torch.mean((y-yhat)**2)
+    loss = ((y-yhat)**2).sum()/len(y)

# %% one_epoch_sgd__leaves_zeros
"""Gradients become zeros instead of None."""
-    optimizr.zero_grad()
+    optimizr.zero_grad(set_to_none=False)

# %% one_epoch_sgd__passes_a_closure
"""step with a closure that holds step1 to step3."""
def one_epoch_sgd(net, optimizr, inputs, y):
    def closure():
        optimizr.zero_grad()
        yhat = net(inputs)
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        return loss
    optimizr.step(closure)
    return net

# %% one_epoch_sgd__returns_nothing
"""Works in place and returns nothing: the path is judged, not what is returned."""
-    return net

# %% one_epoch_sgd__subtracts_the_other_way
"""yhat - y, and pow."""
-    loss = torch.mean((y-yhat)**2)
+    loss = (yhat - y).pow(2).mean()

# %% one_epoch_sgd__uses_an_inner_product
"""The squares summed by an inner product."""
-    loss = torch.mean((y-yhat)**2)
+    loss = ((y-yhat).T@(y-yhat)).squeeze()/y.shape[0]

# %% one_epoch_sgd__uses_functional_mse
"""torch.nn.functional.mse_loss."""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.nn.functional.mse_loss(yhat, y)

# %% one_epoch_sgd__uses_mseloss
"""torch.nn.MSELoss."""
-    loss = torch.mean((y-yhat)**2)
+    loss = torch.nn.MSELoss()(yhat, y)

# %% one_epoch_sgd__writes_the_gradient_by_hand
"""The gradient is worked out by hand and put on the parameters."""
def one_epoch_sgd(net, optimizr, inputs, y):
    with torch.no_grad():
        yhat = net(inputs)
        residual = yhat - y
        net.weight.grad = 2/len(y) * residual.T @ inputs
        if net.bias is not None:
            net.bias.grad = 2 * residual.mean(dim=0)
    optimizr.step()
    optimizr.zero_grad()
    return net

# %% fit_sgd__asks_for_the_gradients
"""torch.autograd.grad and sub_ under no_grad."""
def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    params = list(net.parameters())
    for epoc in range(epochs):
        yhat = net(inputs)
        loss = torch.mean((y-yhat)**2)
        grads = torch.autograd.grad(loss, params)
        with torch.no_grad():
            for p, g in zip(params, grads):
                p.sub_(lr*g)
    return net

# %% fit_sgd__averages_in_its_backward
"""A loss for every row, whose mean is differentiated."""
-        loss = torch.mean((y-yhat)**2)
-        # step3: 미분 / backward
-        loss.backward()
+        loss = (y-yhat)**2
+        loss.mean().backward()

# %% fit_sgd__builds_the_optimiser_every_epoch
"""A fresh SGD every epoch: it has no memory, so nothing changes."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

     for epoc in range(epochs):
+        optimizr = torch.optim.SGD(net.parameters(), lr=lr)

# %% fit_sgd__calls_the_other_exercises
"""Built from make_sgd and one_epoch_sgd."""
def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    optimizr = make_sgd(net, lr)
    for epoc in range(epochs):
        one_epoch_sgd(net, optimizr, inputs, y)
    return net

# %% fit_sgd__clears_first
"""The gradient is cleared at the start of every epoch."""
def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        optimizr.zero_grad()
        # step1: yhat
        yhat = net(inputs)
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
    return net

# %% fit_sgd__computes_in_double
"""net in double precision while it is trained."""
 def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
+    net.double()
+    inputs, y = inputs.double(), y.double()

         optimizr.zero_grad()
+    net.float()

# %% fit_sgd__defines_a_helper
"""The four steps in a function of its own."""
def _epoch(net, optimizr, inputs, y):
    yhat = net(inputs)
    loss = torch.mean((y-yhat)**2)
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()

def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(epochs):
        _epoch(net, optimizr, inputs, y)
    return net

# %% fit_sgd__expands_the_square
"""The squares expanded: y² - 2·y·yhat + yhat²."""
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.mean(y**2 - 2*y*yhat + yhat**2)

# %% fit_sgd__gives_a_list
"""The parameters as a list."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD([p for p in net.parameters()], lr=lr)

# %% fit_sgd__goes_through_state_dicts
"""The update through load_state_dict."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

-        optimizr.step()
-        optimizr.zero_grad()
+        net.load_state_dict({name: p.data - lr*p.grad for name, p in net.named_parameters()})
+        net.zero_grad()

# %% fit_sgd__groups_the_parameters
"""One parameter group for each parameter."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD([{'params': [p]} for p in net.parameters()], lr=lr)

# %% fit_sgd__keeps_the_graph
"""retain_graph, which changes nothing here."""
-        loss.backward()
+        loss.backward(retain_graph=True)

# %% fit_sgd__leaves_zeros
"""Gradients become zeros instead of None."""
-        optimizr.zero_grad()
+        optimizr.zero_grad(set_to_none=False)

# %% fit_sgd__multiplies_matrices
"""yhat from the net's own weight and bias; the loss as an inner product of shape (1,1)."""
     optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    n = y.shape[0]

-        yhat = net(inputs)
-        # step2: loss
-        loss = torch.mean((y-yhat)**2)
+        yhat = inputs @ net.weight.T
+        if net.bias is not None:
+            yhat = yhat + net.bias
+        loss = (y-yhat).T @ (y-yhat) / n

# %% fit_sgd__names_the_residuals
"""Other names, and the residuals have one of their own."""
def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    opt = torch.optim.SGD(net.parameters(), lr=lr)
    for i in range(epochs):
        opt.zero_grad()
        fitted = net(inputs)
        resid = y - fitted
        cost = (resid*resid).mean()
        cost.backward()
        opt.step()
    return net

# %% fit_sgd__passes_a_closure
"""step with a closure that holds step1 to step3."""
-    for epoc in range(epochs):
+    def closure():
+        optimizr.zero_grad()

-        optimizr.step()
-        optimizr.zero_grad()
+        return loss
+    for epoc in range(epochs):
+        optimizr.step(closure)

# %% fit_sgd__passes_a_one
"""The gradient of the loss in itself, written out."""
-        loss.backward()
+        loss.backward(torch.ones_like(loss))

# %% fit_sgd__prints_the_loss
"""Keeps and prints the loss now and then."""
     optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    history = []

         loss = torch.mean((y-yhat)**2)
+        history.append(loss.item())
+        if epoc % 10 == 0:
+            print(epoc, loss.item())

# %% fit_sgd__puts_asked_gradients_on_the_parameters
"""torch.autograd.grad into .grad, overwritten every epoch and never cleared."""
     optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    params = list(net.parameters())

-        loss.backward()
+        for p, g in zip(params, torch.autograd.grad(loss, params)):
+            p.grad = g

-        optimizr.zero_grad()

# %% fit_sgd__trains_its_own_tensors
"""Tensors of its own are trained, and put into net at the end."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    params = [p.detach().clone().requires_grad_(True) for p in net.parameters()]

-        yhat = net(inputs)
+        yhat = torch.nn.functional.linear(inputs, *params)

-        optimizr.step()
-        optimizr.zero_grad()
+        for p in params:
+            p.data = p.data - lr*p.grad
+            p.grad = None
+    for p, trained in zip(net.parameters(), params):
+        p.data = trained.data

# %% fit_sgd__updates_by_hand
"""No optimiser: the update is written through .data."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

-        optimizr.step()
-        optimizr.zero_grad()
+        for p in net.parameters():
+            p.data = p.data - lr*p.grad
+            p.grad = None

# %% fit_sgd__updates_in_place
"""No optimiser: in-place updates under no_grad, gradients zeroed in place."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)

-        optimizr.step()
-        optimizr.zero_grad()
+        with torch.no_grad():
+            for p in net.parameters():
+                p -= lr*p.grad
+                p.grad.zero_()

# %% fit_sgd__uses_a_while_loop
"""A while loop and MSELoss made once."""
-    for epoc in range(epochs):
+    loss_fn = torch.nn.MSELoss()
+    epoc = 0
+    while epoc < epochs:

-        loss = torch.mean((y-yhat)**2)
+        loss = loss_fn(yhat, y)

         optimizr.zero_grad()
+        epoc += 1

# %% fit_sgd__uses_foreach
"""The implementation that updates all parameters at once."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, foreach=True)

# %% fit_sgd__uses_fused
"""The fused implementation."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    optimizr = torch.optim.SGD(net.parameters(), lr=lr, fused=True)

# %% fit_sgd__uses_the_functional_optimiser
"""torch.optim.sgd.sgd on lists of tensors."""
-    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
+    from torch.optim.sgd import sgd
+    params = list(net.parameters())

-        optimizr.step()
-        optimizr.zero_grad()
+        with torch.no_grad():
+            sgd(params, [p.grad for p in params], [None for _ in params], weight_decay=0, momentum=0, lr=lr,
+                dampening=0, nesterov=False, maximize=False)
+        net.zero_grad()

# %% fit_sgd__writes_it_in_one_line
"""No names for yhat and loss."""
def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        ((y-net(inputs))**2).mean().backward()
        optimizr.step(); optimizr.zero_grad()
    return net

# %% fit_sgd__writes_the_gradient_by_hand
"""Hand-written gradients; backward is never called."""
def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    with torch.no_grad():
        for epoc in range(epochs):
            residual = net(inputs) - y
            net.weight.data = net.weight.data - lr * 2/len(y) * residual.T @ inputs
            if net.bias is not None:
                net.bias.data = net.bias.data - lr * 2 * residual.mean(dim=0)
    return net

# %% parameters_as_list__appends
"""A loop that appends."""
def parameters_as_list(net):
    params = []
    for p in net.parameters():
        params.append(p)
    return params

# %% parameters_as_list__asks_for_the_next
"""next until StopIteration, as the lecture's appendix does."""
def parameters_as_list(net):
    _generator = net.parameters()
    params = []
    while True:
        try:
            params.append(_generator.__next__())
        except StopIteration:
            return params

# %% parameters_as_list__comprehends
"""A list comprehension."""
def parameters_as_list(net):
    return [p for p in net.parameters()]

# %% parameters_as_list__drops_the_names
"""From named_parameters."""
def parameters_as_list(net):
    return [p for _, p in net.named_parameters()]

# %% parameters_as_list__reads_it_from_an_optimiser
"""What an optimiser makes of the generator."""
def parameters_as_list(net):
    return torch.optim.SGD(net.parameters(), lr=0.1).param_groups[0]['params']

# %% parameters_as_list__takes_the_values_of_a_dict
"""The values of a dict."""
def parameters_as_list(net):
    return list(dict(net.named_parameters()).values())

# %% parameters_as_list__unpacks
"""Unpacking."""
def parameters_as_list(net):
    return [*net.parameters()]

# %% fit_what_sgd__adds_up_two_columns
"""yhat column by column."""
-        yhat = X@What
+        yhat = X[:,[0]]*What[0] + X[:,[1]]*What[1]

# %% fit_what_sgd__clears_first
"""The gradient is cleared at the start of every epoch."""
def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        optimizr.zero_grad()
        # step1: yhat
        yhat = X@What
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
    return What

# %% fit_what_sgd__computes_in_float64
"""yhat and loss in float64 inside."""
-        yhat = X@What
-        # step2: loss
-        loss = torch.mean((y-yhat)**2)
+        yhat = X.double()@What.double()
+        loss = torch.mean((y.double()-yhat)**2)

# %% fit_what_sgd__gives_a_tuple
"""The parameter in a tuple."""
-    optimizr = torch.optim.SGD([What], lr=lr)
+    optimizr = torch.optim.SGD((What,), lr=lr)

# %% fit_what_sgd__gives_an_iterator
"""The parameter in an iterator."""
-    optimizr = torch.optim.SGD([What], lr=lr)
+    optimizr = torch.optim.SGD(iter([What]), lr=lr)

# %% fit_what_sgd__takes_the_norm
"""The squared norm divided by n."""
-        loss = torch.mean((y-yhat)**2)
+        loss = torch.linalg.norm(y-yhat)**2/len(y)

# %% fit_what_sgd__updates_by_hand
"""No optimiser."""
-    optimizr = torch.optim.SGD([What], lr=lr)

-        optimizr.step()
-        optimizr.zero_grad()
+        What.data = What.data - lr*What.grad
+        What.grad = None

# %% fit_what_sgd__uses_einsum
"""einsum for the product."""
-        yhat = X@What
+        yhat = torch.einsum('ij,jk->ik', X, What)

# %% fit_what_sgd__uses_matmul
"""torch.matmul and MSELoss."""
-        yhat = X@What
-        # step2: loss
-        loss = torch.mean((y-yhat)**2)
+        yhat = torch.matmul(X, What)
+        loss = torch.nn.MSELoss()(yhat, y)

# %% fit_what_sgd__writes_the_gradient_by_hand
"""The gradient 2X'(XW-y)/n by hand, handed to the optimiser."""
def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD([What], lr=lr)
    for epoc in range(epochs):
        What.grad = 2/len(y) * X.T @ (X@What.detach() - y)
        optimizr.step()
    return What

# %% fit_what_sgd__writes_the_normal_equations
"""The gradient 2X'Xw/n - 2X'y/n by hand, no optimiser and no backward."""
def fit_what_sgd(X, y, What, lr=0.1, epochs=30):
    n = len(y)
    XtX = X.T@X
    Xty = X.T@y
    for epoc in range(epochs):
        What.data = What.data - lr * (2*XtX@What.data - 2*Xty)/n
    return What

# %% fit_b_w_sgd__clears_first
"""The gradient is cleared at the start of every epoch."""
def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    # 준비: 옵티마이저 / setup: the optimiser
    optimizr = torch.optim.SGD([b, w], lr=lr)
    for epoc in range(epochs):
        optimizr.zero_grad()
        # step1: yhat
        yhat = b + w*x
        # step2: loss
        loss = torch.mean((y-yhat)**2)
        # step3: 미분 / backward
        loss.backward()
        # step4: update
        optimizr.step()
    return b, w

# %% fit_b_w_sgd__groups_the_parameters
"""Two parameter groups."""
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.SGD([{'params': [b]}, {'params': [w], 'lr': lr}], lr=lr)

# %% fit_b_w_sgd__lists_w_first
"""w before b: the order does not matter to SGD."""
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    optimizr = torch.optim.SGD([w, b], lr=lr)

# %% fit_b_w_sgd__multiplies_a_matrix
"""[1, x] times the stacked parameters."""
-        yhat = b + w*x
+        yhat = torch.cat([torch.ones_like(x), x], dim=1) @ torch.stack([b, w]).reshape(2,1)

# %% fit_b_w_sgd__scales_in_another_order
"""x times w plus b; functional MSE."""
-        yhat = b + w*x
-        # step2: loss
-        loss = torch.mean((y-yhat)**2)
+        yhat = torch.mul(x, w).add(b)
+        loss = torch.nn.functional.mse_loss(yhat, y)

# %% fit_b_w_sgd__updates_by_hand
"""No optimiser."""
-    optimizr = torch.optim.SGD([b, w], lr=lr)

-        optimizr.step()
-        optimizr.zero_grad()
+        with torch.no_grad():
+            b -= lr*b.grad
+            w -= lr*w.grad
+        b.grad = None
+        w.grad = None

# %% fit_b_w_sgd__uses_two_optimisers
"""One optimiser for each parameter."""
-    optimizr = torch.optim.SGD([b, w], lr=lr)
+    opt_b = torch.optim.SGD([b], lr=lr)
+    opt_w = torch.optim.SGD([w], lr=lr)

-        optimizr.step()
-        optimizr.zero_grad()
+        opt_b.step()
+        opt_w.step()
+        opt_b.zero_grad()
+        opt_w.zero_grad()

# %% fit_b_w_sgd__writes_it_in_one_line
"""Everything in one expression."""
def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD([b, w], lr=lr)
    for epoc in range(epochs):
        torch.mean((y - b - w*x)**2).backward()
        optimizr.step(); optimizr.zero_grad()
    return b, w

# %% fit_b_w_sgd__writes_the_gradient_by_hand
"""Gradients by hand, no backward."""
def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    for epoc in range(epochs):
        e = b.data + w.data*x - y
        db = 2*e.mean()
        dw = 2*(e*x).mean()
        b.data = b.data - lr*db
        w.data = w.data - lr*dw
    return b, w

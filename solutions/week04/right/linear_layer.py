# Other right answers to linear_layer.py: a cell a program.

# %% net_with_bias__default_bias
"""Leaves bias at its default."""
def net_with_bias(seed):
    torch.manual_seed(seed)
    return torch.nn.Linear(1, 1)

# %% net_with_bias__forks_the_generator
"""Seeds inside fork_rng, and gives the device and dtype."""
def net_with_bias(seed):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        net = torch.nn.Linear(1, 1, bias=True, dtype=torch.float32)
    return net

# %% net_with_bias__generator_module
"""Seeds through torch.random."""
-    torch.manual_seed(seed)
+    torch.random.manual_seed(seed)

# %% net_with_bias__positional
"""Gives the features by place."""
def net_with_bias(seed):
    torch.manual_seed(seed)
    return torch.nn.Linear(1, 1, bias=True)

# %% net_with_bias__sets_both_seeds
"""Seeds numpy as well, which does no harm."""
import numpy as np

def net_with_bias(seed):
    np.random.seed(seed)
    torch.manual_seed(seed)
    net = torch.nn.Linear(1, 1, bias=True)
    return net.train()

# %% net_without_bias__forks_the_generator
"""Seeds inside fork_rng, and gives the device and dtype."""
def net_without_bias(seed):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        net = torch.nn.Linear(2, 1, bias=False, dtype=torch.float32)
    return net

# %% net_without_bias__generator_module
"""Seeds through torch.random."""
-    torch.manual_seed(seed)
+    torch.random.manual_seed(seed)

# %% net_without_bias__positional
"""Gives the features by place."""
def net_without_bias(seed):
    torch.manual_seed(seed)
    return torch.nn.Linear(2, 1, bias=False)

# %% net_without_bias__sets_both_seeds
"""Seeds numpy as well, which does no harm."""
import numpy as np

def net_without_bias(seed):
    np.random.seed(seed)
    torch.manual_seed(seed)
    net = torch.nn.Linear(2, 1, bias=False)
    return net.train()

# %% set_line__copies_and_returns_nothing
"""Copies into .data, and returns nothing."""
def set_line(net, w0, w1):
    if net.bias is None:
        net.weight.data.copy_(torch.tensor([[w0, w1]]))
    else:
        net.bias.data[0] = w0
        net.weight.data[0] = w1

# %% set_line__fills
"""Fills number by number under no_grad."""
def set_line(net, w0, w1):
    with torch.no_grad():
        if net.bias is None:
            net.weight[0, 0] = w0
            net.weight[0, 1] = w1
        else:
            net.bias.fill_(w0)
            net.weight.fill_(w1)
    return net

# %% set_line__new_parameters
"""Puts new parameters in the old ones' place."""
-        net.weight.data = torch.tensor([[w0, w1]])
+        net.weight = torch.nn.Parameter(torch.tensor([[w0, w1]]))

-        net.bias.data = torch.tensor([w0])
-        net.weight.data = torch.tensor([[w1]])
+        net.bias = torch.nn.Parameter(torch.tensor([w0]))
+        net.weight = torch.nn.Parameter(torch.tensor([[w1]]))

# %% set_line__square_bias
"""Makes the bias 1×1, which predicts the same."""
-    if net.bias is None:
+    if net.in_features == 2:

-        net.bias.data = torch.tensor([w0])

         net.weight.data = torch.tensor([[w1]])
+        net.bias.data = torch.tensor([[w0]])

# %% set_line__state_dict
"""Loads a state dict."""
-        net.weight.data = torch.tensor([[w0, w1]])
+        state = {"weight": torch.tensor([[w0, w1]])}

-        net.bias.data = torch.tensor([w0])
-        net.weight.data = torch.tensor([[w1]])
+        state = {"weight": torch.tensor([[w1]]), "bias": torch.tensor([w0])}
+    net.load_state_dict(state)

# %% set_line__through_init
"""Uses the constant initialiser."""
-        net.weight.data = torch.tensor([[w0, w1]])
+        torch.nn.init.constant_(net.weight, w0)
+        net.weight.data[0, 1] = w1

-        net.bias.data = torch.tensor([w0])
-        net.weight.data = torch.tensor([[w1]])
+        torch.nn.init.constant_(net.bias, w0)
+        torch.nn.init.constant_(net.weight, w1)

# %% get_line__collects_all_numbers
"""Flattens the parameters in the order that fits."""
def get_line(net):
    numbers = [p.data.flatten() for p in net.parameters()]
    w0, w1 = torch.cat(numbers[::-1])
    return w0, w1

# %% get_line__numpy_numbers
"""Gives numpy floats."""
def get_line(net):
    if net.bias is None:
        w0, w1 = net.weight.detach().numpy()[0]
        return float(w0), float(w1)
    return float(net.bias.detach().numpy()[0]), float(net.weight.detach().numpy()[0, 0])

# %% get_line__of_lists
"""Goes through lists, and returns a list."""
def get_line(net):
    if net.bias is None:
        return net.weight.tolist()[0]
    return [net.bias.tolist()[0], net.weight.tolist()[0][0]]

# %% get_line__predicts_at_0_and_1
"""Reads the line off two predictions."""
def get_line(net):
    if net.bias is None:
        return net(torch.tensor([[1.0, 0.0]])).item(), net(torch.tensor([[0.0, 1.0]])).item()
    w0 = net(torch.tensor([[0.0]])).item()
    return w0, net.weight.item()

# %% get_line__zero_d_tensors
"""Gives tensors of shape ()."""
def get_line(net):
    if net.bias is None:
        return net.weight[0][0], net.weight[0][1]
    return net.bias[0], net.weight[0][0]

# %% predict_1d__by_hand
"""Writes b + w·x."""
def predict_1d(net, x):
    return (net.bias + net.weight[0, 0] * x).reshape(-1, 1)

# %% predict_1d__detached
"""Gives values without a graph: judged by value."""
def predict_1d(net, x):
    with torch.no_grad():
        return net(x.reshape(-1, 1)).data

# %% predict_1d__functional
"""Uses the functional linear layer."""
def predict_1d(net, x):
    return torch.nn.functional.linear(x.view(len(x), 1), net.weight, net.bias)

# %% predict_1d__indexes_with_none
"""Adds an axis by indexing."""
def predict_1d(net, x):
    return net(x[:, None])

# %% predict_1d__one_at_a_time
"""Predicts number by number."""
def predict_1d(net, x):
    return torch.stack([net(value.reshape(1)) for value in x])

# %% predict_1d__unsqueezes
"""Unsqueezes."""
def predict_1d(net, x):
    return net(x.unsqueeze(1))

# %% drop_bias__copies_the_weight
"""Copies the weight under no_grad."""
def drop_bias(net):
    meant = torch.nn.Linear(2, 1, bias=False)
    with torch.no_grad():
        meant.weight.copy_(net.weight)
    return meant

# %% drop_bias__deep_copy
"""Copies the network, then drops the copy's bias."""
import copy

def drop_bias(net):
    meant = copy.deepcopy(net)
    meant.bias = None
    return meant

# %% drop_bias__registers_none
"""Registers None as the bias."""
def drop_bias(net):
    net.register_parameter("bias", None)
    return net

# %% drop_bias__same_net
"""Takes the bias out of the same network."""
def drop_bias(net):
    net.bias = None
    return net

# %% drop_bias__shares_the_parameter
"""Shares the very parameter."""
def drop_bias(net):
    meant = torch.nn.Linear(net.in_features, net.out_features, bias=False)
    meant.weight = net.weight
    return meant

# %% drop_bias__state_dict
"""Loads the weight from the state dict."""
def drop_bias(net):
    state = net.state_dict()
    meant = torch.nn.Linear(2, 1, bias=False)
    meant.load_state_dict({"weight": state["weight"]})
    return meant

# %% one_epoch__autograd_grad
"""Asks autograd.grad for the gradients."""
def one_epoch(net, inputs, y, lr):
    parameters = list(net.parameters())
    yhat = net(inputs)
    loss = torch.mean((y - yhat) ** 2)
    for p, slope in zip(parameters, torch.autograd.grad(loss, parameters)):
        p.data = p.data - lr * slope
    return net

# %% one_epoch__clears_first
"""net.zero_grad() before backward."""
def one_epoch(net, inputs, y, lr):
    net.zero_grad()
    loss = torch.mean((y - net(inputs)) ** 2)
    loss.backward()
    for p in net.parameters():
        p.data -= lr * p.grad
    return net

# %% one_epoch__expands_the_square
"""Writes the loss as an expanded square."""
def one_epoch(net, inputs, y, lr):
    yhat = net(inputs)
    loss = (torch.sum(y * y) - 2 * torch.sum(y * yhat) + torch.sum(yhat * yhat)) / len(y)
    loss.backward()
    for p in net.parameters():
        p.data = p.data - lr * p.grad
        p.grad = None
    return net

# %% one_epoch__flat_inside
"""Works with flat vectors inside."""
def one_epoch(net, inputs, y, lr):
    yhat = net(inputs).flatten()
    loss = torch.mean((y.flatten() - yhat) ** 2)
    loss.backward()
    for p in net.parameters():
        p.data = p.data - lr * p.grad
        p.grad = None
    return net

# %% one_epoch__gradient_by_hand
"""Writes the gradients by hand, without backward."""
def one_epoch(net, inputs, y, lr):
    with torch.no_grad():
        yhat = net(inputs)
        error = 2 * (yhat - y) / len(y)
        net.weight -= lr * error.T @ inputs
        if net.bias is not None:
            net.bias -= lr * error.sum(0)
    return net

# %% one_epoch__in_one_line
"""Has no yhat and no loss of its own."""
def one_epoch(net, inputs, y, lr):
    torch.mean((y - net(inputs)) ** 2).backward()
    for p in net.parameters():
        p.data -= lr * p.grad
        p.grad = None
    return net

# %% one_epoch__inner_product
"""Writes the mean as r'r/n."""
def one_epoch(net, inputs, y, lr):
    yhat = net(inputs)
    r = (y - yhat).reshape(-1)
    loss = r @ r / len(r)
    loss.backward()
    for p in net.parameters():
        p.data.add_(p.grad, alpha=-lr)
        p.grad.zero_()
    return net

# %% one_epoch__lectures_own_lines
"""Names bias and weight, as the lecture does."""
-    for parameter in net.parameters():
-        parameter.data = parameter.data - lr * parameter.grad
-        parameter.grad = None
+    if net.bias is not None:
+        net.bias.data = net.bias.data - lr * net.bias.grad
+        net.bias.grad = None
+    net.weight.data = net.weight.data - lr * net.weight.grad
+    net.weight.grad = None

# %% one_epoch__linear_by_hand
"""Predicts by the weights instead of calling net."""
def one_epoch(net, inputs, y, lr):
    yhat = inputs @ net.weight.T
    if net.bias is not None:
        yhat = yhat + net.bias
    loss = ((yhat - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        for p in net.parameters():
            p.copy_(p - lr * p.grad)
    net.zero_grad()
    return net

# %% one_epoch__mseloss
"""torch.nn.MSELoss, arguments in the other order."""
def one_epoch(net, inputs, y, lr):
    loss_fn = torch.nn.MSELoss()
    yhat = net(inputs)
    loss = loss_fn(yhat, y)
    loss.backward()
    for p in net.parameters():
        p.data.sub_(p.grad, alpha=lr)
    net.zero_grad()
    return net

# %% one_epoch__new_parameters
"""Puts new parameters into the network."""
-    for parameter in net.parameters():
-        parameter.data = parameter.data - lr * parameter.grad
-        parameter.grad = None
+    net.weight = torch.nn.Parameter(net.weight.data - lr * net.weight.grad)
+    if net.bias is not None:
+        net.bias = torch.nn.Parameter(net.bias.data - lr * net.bias.grad)

# %% one_epoch__no_grad_in_place
"""Updates in place under no_grad, then zeroes."""
-    for parameter in net.parameters():
-        parameter.data = parameter.data - lr * parameter.grad
-        parameter.grad = None
+    with torch.no_grad():
+        for p in net.parameters():
+            p -= lr * p.grad
+            p.grad.zero_()

# %% one_epoch__optimiser
"""Lets SGD make the step."""
def one_epoch(net, inputs, y, lr):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    yhat = net(inputs)
    loss = torch.nn.functional.mse_loss(yhat, y)
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()
    return net

# %% fit_net__autograd_grad
"""Asks autograd.grad for the gradients."""
def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        parameters = list(net.parameters())
        yhat = net(inputs)
        loss = torch.mean((y - yhat) ** 2)
        for p, slope in zip(parameters, torch.autograd.grad(loss, parameters)):
            p.data = p.data - lr * slope
    return net

# %% fit_net__calls_one_epoch
"""Calls one_epoch."""
def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        one_epoch(net, inputs, y, lr)
    return net

# %% fit_net__clears_first
"""net.zero_grad() before backward."""
def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        net.zero_grad()
        loss = torch.mean((y - net(inputs)) ** 2)
        loss.backward()
        for p in net.parameters():
            p.data -= lr * p.grad
    return net

# %% fit_net__expands_the_square
"""Writes the loss as an expanded square."""
-        loss = torch.mean((y - yhat) ** 2)
+        loss = (torch.sum(y * y) - 2 * torch.sum(y * yhat) + torch.sum(yhat * yhat)) / len(y)

-        for parameter in net.parameters():
-            parameter.data = parameter.data - lr * parameter.grad
-            parameter.grad = None
+        for p in net.parameters():
+            p.data = p.data - lr * p.grad
+            p.grad = None

# %% fit_net__flat_inside
"""Works with flat vectors inside."""
def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        yhat = net(inputs).flatten()
        loss = torch.mean((y.flatten() - yhat) ** 2)
        loss.backward()
        for p in net.parameters():
            p.data = p.data - lr * p.grad
            p.grad = None
    return net

# %% fit_net__gradient_by_hand
"""Writes the gradients by hand, without backward."""
def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        with torch.no_grad():
            yhat = net(inputs)
            error = 2 * (yhat - y) / len(y)
            net.weight -= lr * error.T @ inputs
            if net.bias is not None:
                net.bias -= lr * error.sum(0)
    return net

# %% fit_net__in_one_line
"""Has no yhat and no loss of its own."""
def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        torch.mean((y - net(inputs)) ** 2).backward()
        for p in net.parameters():
            p.data -= lr * p.grad
            p.grad = None
    return net

# %% fit_net__inner_product
"""Writes the mean as r'r/n."""
-        loss = torch.mean((y - yhat) ** 2)
+        r = (y - yhat).reshape(-1)
+        loss = r @ r / len(r)

-        for parameter in net.parameters():
-            parameter.data = parameter.data - lr * parameter.grad
-            parameter.grad = None
+        for p in net.parameters():
+            p.data.add_(p.grad, alpha=-lr)
+            p.grad.zero_()

# %% fit_net__lectures_own_lines
"""Names bias and weight, as the lecture does."""
-        for parameter in net.parameters():
-            parameter.data = parameter.data - lr * parameter.grad
-            parameter.grad = None
+        if net.bias is not None:
+            net.bias.data = net.bias.data - lr * net.bias.grad
+            net.bias.grad = None
+        net.weight.data = net.weight.data - lr * net.weight.grad
+        net.weight.grad = None

# %% fit_net__linear_by_hand
"""Predicts by the weights instead of calling net."""
def fit_net(net, inputs, y, lr=0.1, epochs=30):
    for epoc in range(epochs):
        yhat = inputs @ net.weight.T
        if net.bias is not None:
            yhat = yhat + net.bias
        loss = ((yhat - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            for p in net.parameters():
                p.copy_(p - lr * p.grad)
        net.zero_grad()
    return net

# %% fit_net__mseloss
"""torch.nn.MSELoss, arguments in the other order."""
def fit_net(net, inputs, y, lr=0.1, epochs=30):
    loss_fn = torch.nn.MSELoss()
    for epoc in range(epochs):
        yhat = net(inputs)
        loss = loss_fn(yhat, y)
        loss.backward()
        for p in net.parameters():
            p.data.sub_(p.grad, alpha=lr)
        net.zero_grad()
    return net

# %% fit_net__new_parameters
"""Puts new parameters into the network."""
-        for parameter in net.parameters():
-            parameter.data = parameter.data - lr * parameter.grad
-            parameter.grad = None
+        net.weight = torch.nn.Parameter(net.weight.data - lr * net.weight.grad)
+        if net.bias is not None:
+            net.bias = torch.nn.Parameter(net.bias.data - lr * net.bias.grad)

# %% fit_net__no_grad_in_place
"""Updates in place under no_grad, then zeroes."""
-        for parameter in net.parameters():
-            parameter.data = parameter.data - lr * parameter.grad
-            parameter.grad = None
+        with torch.no_grad():
+            for p in net.parameters():
+                p -= lr * p.grad
+                p.grad.zero_()

# %% fit_net__optimiser
"""Lets SGD make the step."""
def fit_net(net, inputs, y, lr=0.1, epochs=30):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        yhat = net(inputs)
        loss = torch.nn.functional.mse_loss(yhat, y)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net

# %% fit_net__returns_nothing
"""Changes net in place and returns nothing."""
-def fit_net(net, inputs, y, lr=0.1, epochs=30):
-    for epoc in range(epochs):
+def fit_net(net, inputs, y, lr=1 / 10, epochs=30):
+    epoc = 0
+    while epoc < epochs:

-    return net
+        epoc = epoc + 1

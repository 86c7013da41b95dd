# Other right answers to logistic.py: a cell a program.

# %% sigmoid__adds_the_softplus
"""exp(u - softplus(u))."""
def sigmoid(u):
    return torch.exp(u - torch.logaddexp(u, torch.zeros_like(u)))

# %% sigmoid__calls_torch
"""torch.sigmoid."""
def sigmoid(u):
    return torch.sigmoid(u)

# %% sigmoid__computes_in_float64
"""float64 inside."""
def sigmoid(u):
    return (1/(1+torch.exp(-u.double()))).to(u.dtype)

# %% sigmoid__computes_in_numpy
"""numpy inside."""
import numpy as np

def sigmoid(u):
    return torch.as_tensor(np.exp(u.numpy())/(1+np.exp(u.numpy())))

# %% sigmoid__divides_one
"""1/(1+exp(-u))."""
def sigmoid(u):
    return 1/(1+torch.exp(-u))

# %% sigmoid__exponentiates_the_logarithm
"""exp(logsigmoid(u))."""
def sigmoid(u):
    return torch.exp(torch.nn.functional.logsigmoid(u))

# %% sigmoid__is_a_softmax_of_two
"""The softmax of (0, u)."""
def sigmoid(u):
    return torch.softmax(torch.stack([torch.zeros_like(u), u]), dim=0)[1]

# %% sigmoid__raises_e_to_a_power
"""math.e to the power."""
import math

def sigmoid(u):
    return 1/(1+math.e**(-u))

# %% sigmoid__splits_by_sign
"""The stable form, by the sign of u."""
def sigmoid(u):
    return torch.where(u >= 0, 1/(1+torch.exp(-u.abs())), torch.exp(-u.abs())/(1+torch.exp(-u.abs())))

# %% sigmoid__takes_the_complement
"""1 - 1/(1+exp(u))."""
def sigmoid(u):
    return 1 - 1/(1+torch.exp(u))

# %% sigmoid__uses_expit
"""torch.special.expit."""
def sigmoid(u):
    return torch.special.expit(u)

# %% sigmoid__uses_log1p
"""exp(-log1p(exp(-u)))."""
def sigmoid(u):
    return torch.exp(-torch.log1p(torch.exp(-u)))

# %% sigmoid__uses_tanh
"""(1+tanh(u/2))/2."""
def sigmoid(u):
    return 0.5*(1+torch.tanh(u/2))

# %% sigmoid__uses_the_layer
"""torch.nn.Sigmoid."""
def sigmoid(u):
    return torch.nn.Sigmoid()(u)

# %% sigmoid__uses_the_method
"""The tensor's own method."""
def sigmoid(u):
    return u.sigmoid()

# %% sigmoid__uses_the_reciprocal
"""torch.reciprocal."""
def sigmoid(u):
    return torch.reciprocal(1+torch.exp(-u))

# %% sigmoid__works_one_by_one
"""Element by element with math.exp."""
import math

def sigmoid(u):
    values = [math.exp(a)/(1+math.exp(a)) for a in u.reshape(-1).tolist()]
    return torch.tensor(values).reshape(u.shape)

# %% success_probability__builds_a_net
"""A Linear with these parameters, and a Sigmoid."""
def success_probability(x, w0, w1):
    l1 = torch.nn.Linear(1,1)
    l1.bias.data = torch.tensor([float(w0)])
    l1.weight.data = torch.tensor([[float(w1)]])
    return torch.nn.Sigmoid()(l1(x)).data

# %% success_probability__calls_sigmoid
"""torch.sigmoid."""
-    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
+    v = torch.sigmoid(u) # v는 성공할확률

# %% success_probability__divides_one
"""The other form of the model."""
def success_probability(x, w0, w1):
    return 1/(1+torch.exp(-w0 - w1*x))

# %% success_probability__multiplies_a_matrix
"""[1, x] times (w0, w1)."""
def success_probability(x, w0, w1):
    X = torch.cat([torch.ones_like(x), x], dim=1)
    return torch.sigmoid(X @ torch.tensor([[float(w0)], [float(w1)]]))

# %% success_probability__takes_the_odds
"""From the odds."""
def success_probability(x, w0, w1):
    odds = torch.exp(torch.as_tensor(w0)) * torch.exp(w1*x)
    return odds/(1+odds)

# %% success_probability__uses_tanh
"""(1+tanh(u/2))/2."""
-    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
+    v = (1+torch.tanh(u/2))/2 # v는 성공할확률

# %% bce__adds_a_harmless_epsilon
"""1e-8 inside the logs: harmless."""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat + 1e-8) + (1-y)*torch.log(1-yhat + 1e-8))

# %% bce__adds_the_largest_harmless_epsilon
"""1e-7 inside the logs: the kit counts it as harmless."""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat + 1e-7) + (1-y)*torch.log(1-yhat + 1e-7))

# %% bce__averages_twice
"""Two means."""
def bce(y, yhat):
    return -(torch.mean(y*torch.log(yhat)) + torch.mean((1-y)*torch.log(1-yhat)))

# %% bce__chooses_by_y
"""The probability of what was observed."""
def bce(y, yhat):
    return -torch.log(torch.where(y==1, yhat, 1-yhat)).mean()

# %% bce__clamps_harmlessly
"""A clamp at 1e-7 that never bites."""
def bce(y, yhat):
    return -torch.mean(y*torch.log(yhat.clamp(1e-7, 1-1e-7)) + (1-y)*torch.log(1-yhat.clamp(1e-7, 1-1e-7)))

# %% bce__computes_in_float64
"""float64 inside."""
def bce(y, yhat):
    return (-torch.mean(y.double()*torch.log(yhat.double()) + (1-y.double())*torch.log(1-yhat.double()))).to(yhat.dtype)

# %% bce__divides_the_sum
"""The sum divided by n."""
def bce(y, yhat):
    return -torch.sum(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))/len(y)

# %% bce__goes_back_to_logits
"""BCEWithLogitsLoss on the logits."""
def bce(y, yhat):
    return torch.nn.BCEWithLogitsLoss()(torch.logit(yhat), y)

# %% bce__is_a_cross_entropy_of_two_classes
"""NLLLoss over two classes."""
def bce(y, yhat):
    return torch.nn.NLLLoss()(torch.log(torch.cat([1-yhat, yhat], dim=1)), y.reshape(-1).long())

# %% bce__mixes_by_y
"""log of y·yhat + (1-y)(1-yhat)."""
def bce(y, yhat):
    return -torch.mean(torch.log(y*yhat + (1-y)*(1-yhat)))

# %% bce__multiplies_matrices
"""Inner products."""
def bce(y, yhat):
    return -(y.T@torch.log(yhat) + (1-y).T@torch.log(1-yhat)).squeeze()/y.shape[0]

# %% bce__multiplies_powers
"""The likelihood as a product of powers."""
def bce(y, yhat):
    return -torch.mean(torch.log(yhat**y * (1-yhat)**(1-y)))

# %% bce__puts_the_minus_inside
"""The minus inside."""
def bce(y, yhat):
    return torch.mean(-y*torch.log(yhat) - (1-y)*torch.log(1-yhat))

# %% bce__uses_bceloss
"""torch.nn.BCELoss."""
def bce(y, yhat):
    return torch.nn.BCELoss()(yhat, y)

# %% bce__uses_functional_bce
"""torch.nn.functional.binary_cross_entropy."""
def bce(y, yhat):
    return torch.nn.functional.binary_cross_entropy(yhat, y)

# %% bce__uses_log1p
"""log1p(-yhat)."""
def bce(y, yhat):
    return -(y*yhat.log() + (1-y)*torch.log1p(-yhat)).mean()

# %% bce__uses_negative_log_odds
"""softplus(u) - y·u with u the logit."""
def bce(y, yhat):
    return (torch.nn.functional.softplus(torch.logit(yhat)) - y*torch.logit(yhat)).mean()

# %% bce__uses_xlogy
"""torch.xlogy."""
def bce(y, yhat):
    return -torch.mean(torch.xlogy(y, yhat) + torch.xlogy(1-y, 1-yhat))

# %% bce_sum__adds_a_harmless_epsilon
"""1e-8 inside the logs: harmless."""
def bce_sum(y, yhat):
    return -torch.sum(y*torch.log(yhat + 1e-8) + (1-y)*torch.log(1-yhat + 1e-8))

# %% bce_sum__goes_back_to_logits
"""With logits, reduction='sum'."""
def bce_sum(y, yhat):
    return torch.nn.functional.binary_cross_entropy_with_logits(torch.log(yhat/(1-yhat)), y, reduction='sum')

# %% bce_sum__multiplies_the_mean
"""n times the mean."""
def bce_sum(y, yhat):
    return -len(y)*torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))

# %% bce_sum__sums_the_two_groups
"""The failures and the successes summed apart."""
def bce_sum(y, yhat):
    return -(torch.log(yhat[y==1]).sum() + torch.log(1-yhat[y==0]).sum())

# %% bce_sum__takes_the_logarithm_of_odds
"""y·log(odds) + log(1-yhat)."""
def bce_sum(y, yhat):
    return -(y*torch.log(yhat/(1-yhat)) + torch.log(1-yhat)).sum()

# %% bce_sum__uses_a_python_sum
"""Python's sum over the rows."""
def bce_sum(y, yhat):
    return -sum((a*torch.log(b) + (1-a)*torch.log(1-b)).squeeze() for a, b in zip(y, yhat))

# %% bce_sum__uses_bceloss
"""BCELoss with reduction='sum'."""
def bce_sum(y, yhat):
    return torch.nn.BCELoss(reduction='sum')(yhat, y)

# %% bce_sum__uses_functional_bce
"""torch.nn.functional.binary_cross_entropy with reduction='sum'."""
def bce_sum(y, yhat):
    return torch.nn.functional.binary_cross_entropy(yhat, y, reduction='sum')

# %% bce_sum__uses_the_method
"""The tensor's own methods."""
def bce_sum(y, yhat):
    return (y*yhat.log() + (1-y)*(1-yhat).log()).sum().neg()

# %% toy_frame__adds_columns
"""Columns added one by one."""
-    _df = pd.DataFrame({'x':range(-6,7),'y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})
+    _df = pd.DataFrame()
+    _df['x'] = list(range(-6, 7))
+    _df['y'] = [0]*6 + [1, 0] + [1]*5

# %% toy_frame__holds_floats
"""Floats instead of integers."""
def toy_frame():
    return pd.DataFrame({'x': [float(i) for i in range(-6, 7)], 'y': [0.,0.,0.,0.,0.,0.,1.,0.,1.,1.,1.,1.,1.]})

# %% toy_frame__stacks_rows
"""From a list of rows."""
def toy_frame():
    y = '0000001011111'
    return pd.DataFrame([(i - 6, int(c)) for i, c in enumerate(y)], columns=['x', 'y'])

# %% toy_frame__uses_numpy
"""From numpy arrays."""
import numpy as np

def toy_frame():
    x = np.arange(-6, 7)
    y = ((x >= 2) | (x == 0)).astype(int)
    return pd.DataFrame({'x': x, 'y': y})

# %% toy_data__calls_the_model
"""v from the sigmoid, and unsqueeze."""
def toy_data(seed, n=2000):
    torch.manual_seed(seed)
    x = torch.linspace(-1,1,steps=n).unsqueeze(1)
    v = torch.sigmoid(5*x - 1)
    y = v.bernoulli()
    return x, v, y

# %% toy_data__compares_uniform_numbers
"""Uniform numbers compared with v."""
-    y = torch.bernoulli(v)
+    y = (torch.rand(n,1) < v).float()

# %% toy_data__draws_one_by_one
"""Draws row by row with the random module."""
import random

def toy_data(seed, n=2000):
    random.seed(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    w0 = -1
    w1 = 5
    u = w0 + w1*x
    v = torch.exp(u)/(torch.exp(u)+1) # v는 성공할확률
    y = torch.tensor([[float(random.random() < p)] for p in v.reshape(-1).tolist()])
    return x, v, y

# %% toy_data__draws_with_numpy
"""numpy draws."""
import numpy as np

def toy_data(seed, n=2000):
    rng = np.random.default_rng(seed)
    x = torch.linspace(-1,1,n).reshape(n,1)
    v = torch.sigmoid(-1 + 5*x)
    y = torch.tensor(rng.binomial(1, v.numpy())).float()
    return x, v, y

# %% toy_data__returns_a_list
"""A list instead of a tuple."""
-    return x, v, y
+    return [x, v, y]

# %% toy_data__spaces_x_by_hand
"""x from arange."""
-    x = torch.linspace(-1,1,n).reshape(n,1)
+    x = (torch.arange(n)/(n-1)*2 - 1).reshape(-1,1)

# %% toy_data__uses_a_distribution
"""torch.distributions.Bernoulli."""
-    y = torch.bernoulli(v)
+    y = torch.distributions.Bernoulli(probs=v).sample()

# %% toy_data__uses_a_generator
"""A generator of its own instead of the global seed."""
-    torch.manual_seed(seed)
+    _generator = torch.Generator().manual_seed(seed)

-    y = torch.bernoulli(v)
+    y = torch.bernoulli(v, generator=_generator)

# %% logistic_net__fills_in_place
"""fill_ under no_grad."""
def logistic_net(w0, w1):
    net = torch.nn.Sequential(torch.nn.Linear(1,1), torch.nn.Sigmoid())
    with torch.no_grad():
        net[0].bias.fill_(w0)
        net[0].weight.fill_(w1)
    return net

# %% logistic_net__holds_two_parameters
"""A Module with two scalar parameters."""
class Curve(torch.nn.Module):
    def __init__(self, w0, w1):
        super().__init__()
        self.w0 = torch.nn.Parameter(torch.tensor(float(w0)))
        self.w1 = torch.nn.Parameter(torch.tensor(float(w1)))

    def forward(self, x):
        u = self.w0 + self.w1*x
        return torch.exp(u)/(1+torch.exp(u))

def logistic_net(w0, w1):
    return Curve(w0, w1)

# %% logistic_net__is_a_class
"""A Module of its own."""
class Logistic(torch.nn.Module):
    def __init__(self, w0, w1):
        super().__init__()
        self.l1 = torch.nn.Linear(1,1)
        self.a1 = torch.nn.Sigmoid()
        torch.nn.init.constant_(self.l1.bias, w0)
        torch.nn.init.constant_(self.l1.weight, w1)

    def forward(self, x):
        return self.a1(self.l1(x))

def logistic_net(w0, w1):
    return Logistic(w0, w1)

# %% logistic_net__names_its_layers
"""Layers with names."""
def logistic_net(w0, w1):
    l1 = torch.nn.Linear(1,1)
    l1.load_state_dict({'weight': torch.tensor([[float(w1)]]), 'bias': torch.tensor([float(w0)])})
    net = torch.nn.Sequential()
    net.add_module('l1', l1)
    net.add_module('a1', torch.nn.Sigmoid())
    return net

# %% logistic_net__replaces_the_parameters
"""New Parameters."""
def logistic_net(w0, w1):
    net = torch.nn.Sequential()
    net.append(torch.nn.Linear(1,1))
    net.append(torch.nn.Sigmoid())
    net[0].bias = torch.nn.Parameter(torch.tensor([float(w0)]))
    net[0].weight = torch.nn.Parameter(torch.tensor([[float(w1)]]))
    return net

# %% logistic_net__sets_a_square_bias
"""The bias as a 1×1 matrix."""
-    l1.bias.data = torch.tensor([float(w0)])
+    l1.bias.data = torch.tensor([[float(w0)]])

# %% logistic_net__takes_a_column_of_ones
"""Linear(2,1) without bias on [1, x]."""
class WithOnes(torch.nn.Module):
    def __init__(self, w0, w1):
        super().__init__()
        self.l1 = torch.nn.Linear(2,1,bias=False)
        self.l1.weight.data = torch.tensor([[float(w0), float(w1)]])

    def forward(self, x):
        X = torch.cat([torch.ones_like(x), x], dim=1)
        return torch.sigmoid(self.l1(X))

def logistic_net(w0, w1):
    return WithOnes(w0, w1)

# %% fit_logistic_mse__asks_for_the_gradients
"""torch.autograd.grad."""
def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    params = list(net.parameters())
    for epoc in range(epochs):
        yhat = net(x)
        loss = torch.mean((y-yhat)**2)
        grads = torch.autograd.grad(loss, params)
        for p, g in zip(params, grads):
            p.data = p.data - lr*g
    return net

# %% fit_logistic_mse__clears_first
"""An SGD optimiser, cleared at the start of every epoch."""
def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        optimizr.zero_grad()
        yhat = net(x)
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        optimizr.step()
    return net

# %% fit_logistic_mse__computes_in_float64
"""yhat and loss in float64 inside."""
-    l1, a1 = net
+    l1 = net[0]
+    x, y = x.double(), y.double()

-        yhat = a1(l1(x))
-        # step2: loss
-        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
+        yhat = torch.sigmoid(l1.bias.double() + x*l1.weight.double())
+        loss = torch.mean((y-yhat)**2)

# %% fit_logistic_mse__expands_the_square
"""The squares expanded."""
-        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
+        loss = torch.mean(y**2 - 2*y*yhat + yhat**2) # loss를 원래 이렇게 하는건 아니에요..

# %% fit_logistic_mse__updates_in_place
"""In-place updates under no_grad."""
def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    for epoc in range(epochs):
        yhat = net(x)
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        with torch.no_grad():
            for p in net.parameters():
                p -= lr*p.grad
                p.grad.zero_()
    return net

# %% fit_logistic_mse__uses_mseloss
"""MSELoss, and tanh for the sigmoid."""
def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    loss_fn = torch.nn.MSELoss()
    optimizr = torch.optim.SGD(net.parameters(), lr=lr, foreach=True)
    for epoc in range(epochs):
        yhat = 0.5*(1 + torch.tanh(net[0](x)/2))
        loss = loss_fn(yhat, y)
        optimizr.zero_grad()
        loss.backward()
        optimizr.step()
    return net

# %% fit_logistic_mse__uses_sgd
"""An SGD optimiser."""
def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        yhat = net(x)
        loss = torch.mean((y-yhat)**2)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net

# %% fit_logistic_mse__writes_out_the_sigmoid
"""yhat by the formula, from the layer's own parameters."""
-    l1, a1 = net
+    l1 = net[0]

-        yhat = a1(l1(x))
-        # step2: loss
-        loss = torch.mean((y-yhat)**2) # loss를 원래 이렇게 하는건 아니에요..
+        u = l1.bias + x*l1.weight
+        yhat = torch.exp(u)/(1+torch.exp(u))
+        loss = torch.mean((y-yhat)**2)

# %% fit_logistic_mse__writes_the_gradient_by_hand
"""The gradient by hand: 2(yhat-y)·yhat(1-yhat) through the sigmoid; no backward."""
def fit_logistic_mse(net, x, y, lr=0.1, epochs=6000):
    l1 = net[0]
    n = len(y)
    with torch.no_grad():
        for epoc in range(epochs):
            yhat = net(x)
            du = 2*(yhat - y)*yhat*(1-yhat)/n
            l1.bias.data = l1.bias.data - lr*du.sum(dim=0)
            l1.weight.data = l1.weight.data - lr*(du*x).sum(dim=0, keepdim=True)
    return net

# %% fit_logistic_bce__adds_a_harmless_epsilon
"""1e-8 inside the logs: harmless."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat + 1e-8) + (1-y)*torch.log(1-yhat + 1e-8))

# %% fit_logistic_bce__adds_the_largest_harmless_epsilon
"""1e-7 inside the logs: the kit counts it as harmless."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.mean(y*torch.log(yhat + 1e-7) + (1-y)*torch.log(1-yhat + 1e-7))

# %% fit_logistic_bce__asks_for_the_gradients
"""torch.autograd.grad."""
def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    params = list(net.parameters())
    for epoc in range(epochs):
        yhat = net(x)
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        grads = torch.autograd.grad(loss, params)
        for p, g in zip(params, grads):
            p.data = p.data - lr*g
    return net

# %% fit_logistic_bce__chooses_by_y
"""The probability of what was observed."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = -torch.log(torch.where(y==1, yhat, 1-yhat)).mean()

# %% fit_logistic_bce__clears_first
"""An SGD optimiser, cleared at the start of every epoch."""
def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        optimizr.zero_grad()
        yhat = net(x)
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        loss.backward()
        optimizr.step()
    return net

# %% fit_logistic_bce__keeps_yhat_but_uses_logits
"""yhat for the plots, the loss from the logits."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.nn.BCEWithLogitsLoss()(l1(x), y)

# %% fit_logistic_bce__updates_in_place
"""In-place updates under no_grad."""
def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    for epoc in range(epochs):
        yhat = net(x)
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        loss.backward()
        with torch.no_grad():
            for p in net.parameters():
                p -= lr*p.grad
                p.grad.zero_()
    return net

# %% fit_logistic_bce__uses_bceloss
"""torch.nn.BCELoss."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.nn.BCELoss()(yhat, y)

# %% fit_logistic_bce__uses_functional_bce
"""torch.nn.functional.binary_cross_entropy."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.nn.functional.binary_cross_entropy(yhat, y)

# %% fit_logistic_bce__uses_logits
"""BCEWithLogitsLoss on the line; no yhat anywhere."""
def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    loss_fn = torch.nn.BCEWithLogitsLoss()
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        u = net[0](x)
        loss = loss_fn(u, y)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net

# %% fit_logistic_bce__uses_logsigmoid
"""log-probabilities straight from the line."""
def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1, a1 = net
    optimizr = torch.optim.SGD([l1.bias, l1.weight], lr=lr)
    for epoc in range(epochs):
        u = l1(x)
        yhat = a1(u)
        loss = -(y*torch.nn.functional.logsigmoid(u) + (1-y)*torch.nn.functional.logsigmoid(-u)).mean()
        optimizr.zero_grad()
        loss.backward()
        optimizr.step()
    return net

# %% fit_logistic_bce__uses_sgd
"""An SGD optimiser."""
def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    optimizr = torch.optim.SGD(net.parameters(), lr=lr)
    for epoc in range(epochs):
        yhat = net(x)
        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
    return net

# %% fit_logistic_bce__uses_softplus
"""softplus(u) - y·u."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = torch.mean(torch.nn.functional.softplus(l1(x)) - y*l1(x))

# %% fit_logistic_bce__uses_the_exercise
"""Calls bce."""
-        loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
+        loss = bce(y, yhat)

# %% fit_logistic_bce__writes_out_the_sigmoid
"""yhat by the formula, from the layer's own parameters."""
-    l1, a1 = net
+    l1 = net[0]

-        yhat = a1(l1(x))
+        u = l1.bias + x*l1.weight
+        yhat = torch.exp(u)/(1+torch.exp(u))

# %% fit_logistic_bce__writes_the_gradient_by_hand
"""The gradient by hand: the mean of (yhat-y)·x; no backward."""
def fit_logistic_bce(net, x, y, lr=0.1, epochs=6000):
    l1 = net[0]
    n = len(y)
    with torch.no_grad():
        for epoc in range(epochs):
            error = net(x) - y
            l1.bias.data = l1.bias.data - lr*error.mean(dim=0)
            l1.weight.data = l1.weight.data - lr*(error.T@x)/n
    return net

# %% plot_fit__adds_a_legend
"""Labels, a legend, a grid and a line at one half."""
def plot_fit(ax, x, y, yhat):
    ax.axhline(0.5, lw=0.5)
    ax.plot(x, yhat.data, '--', label='yhat')
    ax.plot(x, y, 'o', label='y')
    ax.set_xlabel('x')
    ax.legend()
    ax.grid()

# %% plot_fit__colours_the_two_groups
"""Failures and successes in two colours."""
-    ax.plot(x,y,'o',alpha=0.05,ms=4)
+    for value, colour in ((0, 'C0'), (1, 'C1')):
+        ax.plot(x[y==value], y[y==value], 'o', color=colour)
+    rest = (y != 0) & (y != 1)
+    ax.plot(x[rest], y[rest], 'o')

# %% plot_fit__draws_both_in_one_call
"""One call of plot."""
def plot_fit(ax, x, y, yhat):
    ax.plot(x, y, 'o', x, yhat.data, '--')
    return ax

# %% plot_fit__scatters_both
"""Both by scatter."""
def plot_fit(ax, x, y, yhat):
    ax.scatter(x, y)
    ax.scatter(x, yhat.data)
    return ax

# %% plot_fit__scatters_the_points
"""Points by scatter."""
def plot_fit(ax, x, y, yhat):
    ax.scatter(x, y, alpha=0.05)
    ax.plot(x, yhat.detach(), '--r')
    return ax

# %% plot_fit__sets_the_current_axes
"""pyplot, told which axes to draw on."""
import matplotlib.pyplot as plt

def plot_fit(ax, x, y, yhat):
    plt.sca(ax)
    plt.plot(x, y, 'o', alpha=0.05)
    plt.plot(x, yhat.data, '--')
    return ax

# %% plot_fit__sorts_by_x
"""The line is drawn in the order of x."""
def plot_fit(ax, x, y, yhat):
    order = x.reshape(-1).argsort()
    ax.plot(x[order], y[order], '.')
    ax.plot(x[order], yhat.data[order], '-')
    return ax

# %% plot_fit__uses_lists
"""Python lists."""
def plot_fit(ax, x, y, yhat):
    xs = x.reshape(-1).tolist()
    ax.plot(xs, y.reshape(-1).tolist(), 'o')
    ax.plot(xs, yhat.reshape(-1).tolist(), '--')
    return ax

# %% plot_fit__uses_numpy
"""numpy arrays of shape (n,)."""
def plot_fit(ax, x, y, yhat):
    ax.plot(x.numpy().ravel(), y.numpy().ravel(), 'o')
    ax.plot(x.numpy().ravel(), yhat.detach().numpy().ravel())
    return ax

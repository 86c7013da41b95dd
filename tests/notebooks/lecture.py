"""The cells of the week04 lecture as its author's notebook holds them, in order.

Outputs and prose are left out, nothing else: names are reused, sections redefine x, y and net, and some cells raise on purpose.
"""

from __future__ import annotations

SETUP = """
# %%
import numpy as np
import matplotlib.pyplot as plt
import pandas as pd
import torch
"""

TENSORS = """
# %%
np.array([1,2,3]), torch.tensor([1,2,3])
# %%
np.array([3.123456789])
# %%
torch.tensor([3.123456789])
# %%
np.arange(10), torch.arange(10)
# %%
np.linspace(0,1,10), torch.linspace(0,1,10)
# %%
np.random.randn(10)
# %%
torch.randn(10)
# %%
a = torch.tensor([1,2,3])
a.shape
# %%
a = torch.tensor([[1],[2],[3]])
a.shape
# %%
a = torch.tensor([1,2,3]).reshape(3,1)
a.shape
# %%
a = torch.tensor([[1,2,3]])
a.shape
# %%
a = torch.tensor([1,2,3]).reshape(1,3)
a.shape
# %%
tsr = torch.tensor([1.23,2.34])
tsr
# %%
tsr.dtype
# %%
tsr = torch.tensor([1,2])
tsr
# %%
tsr.dtype
# %%
tsr = torch.tensor([1,2],dtype=torch.float32)
tsr
# %%
tsr = torch.tensor([1,2.0])
tsr
# %%
tsr = torch.tensor([1,2]).float()
tsr.dtype
# %%
torch.tensor([1,2])-torch.tensor([1.0,2.0])
# %%
torch.tensor([[1.0,0.0],[0.0,1.0]]) @ torch.tensor([[1],[2]])
# %%
torch.tensor([[1,0],[0,1]]) @ torch.tensor([[1.0],[2.0]])
# %%
torch.tensor([[1,0],[0,1]]) @ torch.tensor([[1],[2]])
# %%
torch.tensor([[1.0,0.0],[0.0,1.0]]) @ torch.tensor([[1.0],[2.0]])
# %%
A = torch.tensor([[2.00,0.00],[0.00,3.00]])
b1 = torch.tensor([[-1.0,-5.0]])
b2 = torch.tensor([[-1.0],[-5.0]])
b3 = torch.tensor([-1.0,-5.0])
A.shape,b1.shape,b2.shape,b3.shape
# %%
A@b1
# %%
b1@A
# %%
A@b2
# %%
b2@A
# %%
(A@b3).shape ## b3를 마치 col-vec 처럼 해석
# %%
(b3@A).shape ## b3를 마지 row-vec 처럼 해석
# %%
a = torch.tensor([1,2,3])
a - 1
# %%
b = torch.tensor([[1],[2],[3]])
b - 1
# %%
a - b # a를 row-vec 로 해석
"""

DATA = """
# %%
df = pd.read_csv("https://raw.githubusercontent.com/guebin/DL2022/master/_notebooks/2022-09-22-regression.csv")
df
# %%
plt.plot(df.x,df.y,'o')
# %%
x = torch.tensor(df.x).float().reshape(100,1)
y = torch.tensor(df.y).float().reshape(100,1)
# %%
_1 = torch.ones([100,1])
X = torch.concat([_1,x],axis=1)
"""

BY_HAND = """
# %%
What = torch.tensor([[-5.0],[10.0]],requires_grad=True)
What
# %%
plt.plot(x,y,'o')
plt.plot(x,(X@What).data,'--')
# %%
for epoc in range(30):
    ## step1: yhat
    yhat = X@What
    ## step2: loss
    loss = torch.sum((y-yhat)**2)
    ## step3: 미분
    loss.backward()
    ## step4: update
    What.data = What.data - 1/1000* What.grad
    What.grad = None
# %%
plt.plot(x,y,'o')
plt.plot(x,(X@What).data,'--')
# %%
What = torch.tensor([[-5.0],[10.0]],requires_grad=True)
What
# %%
plt.plot(x,y,'o')
plt.plot(x,(X@What).data,'--')
# %%
for epoc in range(30):
    ## step1: yhat
    yhat = X@What
    ## step2: loss
    loss = torch.mean((y-yhat)**2)
    ## step3: 미분
    loss.backward()
    ## step4: update
    What.data = What.data - 1/10* What.grad
    What.grad = None
# %%
plt.plot(x,y,'o')
plt.plot(x,(X@What).data,'--')
"""

NETS = """
# %%
torch.manual_seed(43052)
net = torch.nn.Linear(in_features=1,out_features=1,bias=True)
net.bias,net.weight
# %%
plt.plot(x,y,'o')
plt.plot(x,net(x).data,'--')
# %%
w0hat=-0.8470
w1hat=-0.3467
plt.plot(x,w0hat+w1hat*x ,'--')
# %%
net.weight # w1
# %%
net.bias # w0
# %%
_yhat = -0.8470 + -0.3467*x
plt.plot(x,y,'o')
plt.plot(x, _yhat,'--')
plt.plot(x,net(x).data,'-.')
# %%
torch.manual_seed(43052)
net = torch.nn.Linear(in_features=2,out_features=1,bias=False)
net.weight
# %%
net.bias
# %%
plt.plot(x,y,'o')
plt.plot(x,net(X).data,'--')
plt.plot(x,X@torch.tensor([[-0.2451], [-0.5989]]),'--')
# %%
_x = x.reshape(-1)
_x
# %%
torch.manual_seed(43052)
net = torch.nn.Linear(in_features=1,out_features=1)
net(_x)
# %%
torch.manual_seed(43052)
net = torch.nn.Linear(in_features=2,out_features=1) # bias=False를 깜빡..
net.weight
# %%
net.bias
# %%
plt.plot(x,y,'o')
plt.plot(x,net(X).data,'--')
plt.plot(x,X@torch.tensor([[-0.2451],[-0.5989]])+0.2549,'-.')
"""

WITH_BIAS = """
# %%
net = torch.nn.Linear(1,1)
net.bias.data = torch.tensor([-5.0])
net.weight.data =  torch.tensor([[10.00]])
net.bias,net.weight
# %%
plt.plot(x,y,'o')
plt.plot(x,net(x).data,'--')
# %%
yhat = net(x)
# %%
loss = torch.mean((y-yhat)**2)
# %%
net.bias.grad,net.weight.grad
# %%
loss.backward()
# %%
net.bias.grad,net.weight.grad
# %%
net.bias.data = net.bias.data - 0.1*net.bias.grad
net.weight.data = net.weight.data - 0.1*net.weight.grad
net.bias.grad = None
net.weight.grad = None
# %%
net.bias,net.weight
# %%
net = torch.nn.Linear(1,1)
net.bias.data = torch.tensor([-5.0])
net.weight.data =  torch.tensor([[10.00]])
# %%
plt.plot(x,y,'o')
plt.plot(x,net(x).data,'--')
# %%
for epoc in range(30):
    ## step1
    yhat = net(x)
    ## step2
    loss = torch.mean((y-yhat)**2)
    ## step3
    loss.backward()
    ## step4
    net.bias.data = net.bias.data - 0.1*net.bias.grad
    net.weight.data = net.weight.data - 0.1*net.weight.grad
    net.bias.grad = None
    net.weight.grad = None
# %%
plt.plot(x,y,'o')
plt.plot(x,net(x).data,'--')
"""

WITHOUT_BIAS = """
# %%
net = torch.nn.Linear(in_features=2,out_features=1,bias=False)
net.weight.data = torch.tensor([[-5.0,  10.0]])
net.weight
# %%
yhat= net(X)
# %%
loss = torch.mean((y-yhat)**2)
# %%
net.weight.grad
# %%
loss.backward()
# %%
net.weight.grad
# %%
net.weight.data = net.weight.data - 0.1 * net.weight.grad
net.weight.grad = None
# %%
net.weight
# %%
net = torch.nn.Linear(in_features=2,out_features=1,bias=False)
net.weight.data = torch.tensor([[-5.0,  10.0]])
# %%
for epoc in range(30):
    ## step1
    yhat = net(X)
    ## step2
    loss = torch.mean((y-yhat)**2)
    ## step3
    loss.backward()
    ## step4
    net.weight.data = net.weight.data - 0.1 * net.weight.grad
    net.weight.grad = None
# %%
plt.plot(x,y,'o')
plt.plot(x,net(X).data,'--')
"""

OPTIMISER = """
# %%
net = torch.nn.Linear(1,1)
net.bias.data = torch.tensor([-5.0])
net.weight.data = torch.tensor([[10.0]])
net.bias,net.weight
# %%
optimizr = torch.optim.SGD(net.parameters(),lr=0.1)
# %%
yhat = net(x)
# %%
loss = torch.mean((y-yhat)**2)
# %%
loss.backward()
# %%
net.bias.grad, net.weight.grad
# %%
optimizr.step()
optimizr.zero_grad()
# %%
net.bias,net.weight
# %%
net = torch.nn.Linear(1,1)
net.bias.data = torch.tensor([-5.0])
net.weight.data = torch.tensor([[10.0]])
# %%
optimizr = torch.optim.SGD(net.parameters(),lr=0.1)
# %%
plt.plot(x,y,'o')
plt.plot(x,net(x).data,'--')
# %%
for epoc in range(30):
    ## step1
    yhat = net(x)
    ## step2
    loss = torch.mean((y-yhat)**2)
    ## step3
    loss.backward()
    ## step4
    optimizr.step()
    optimizr.zero_grad()
# %%
plt.plot(x,y,'o')
plt.plot(x,net(x).data,'--')
# %%
net = torch.nn.Linear(2,1,bias=False)
net.weight.data = torch.tensor([[-5.0, 10.0]])
net.weight
# %%
optimizr = torch.optim.SGD(net.parameters(),lr=0.1)
# %%
plt.plot(x,y,'o')
plt.plot(x,net(X).data,'--')
# %%
for epoc in range(30):
    ## step1
    yhat = net(X)
    ## step2
    loss = torch.mean((y-yhat)**2)
    ## step3
    loss.backward()
    ## step4
    optimizr.step()
    optimizr.zero_grad()
# %%
plt.plot(x,y,'o')
plt.plot(x,net(X).data,'--')
"""

PARAMETERS = """
# %%
net = torch.nn.Linear(in_features=1,out_features=1)
net.weight
# %%
net.bias
# %%
torch.optim.SGD?
# %%
set(dir(net.parameters)) & {'__iter__'}
# %%
set(dir(net.parameters())) & {'__iter__'}
# %%
_generator = net.parameters()
_generator.__next__()
# %%
_generator.__next__()
# %%
_generator.__next__()
# %%
_generator2 = iter([net.weight,net.bias])
_generator2
# %%
_generator2.__next__()
# %%
_generator2.__next__()
# %%
_generator2.__next__()
# %%
### 코드1
_generator = net.parameters()
torch.optim.SGD(_generator,lr=1/10)
### 코드2
_generator = iter([net.weight,net.bias])
torch.optim.SGD(_generator,lr=1/10)
### 코드3 (이렇게 써도 코드2가 실행된다고 이해할 수 있음)
_iterator = [net.weight,net.bias]
torch.optim.SGD(_iterator,lr=1/10)
"""

APPLICATIONS = """
# %%
What = torch.tensor([[-5.0],[10.0]],requires_grad=True)
optimizr = torch.optim.SGD([What],lr=1/10)
# %%
plt.plot(x,y,'o')
plt.plot(x,(X@What).data,'--')
# %%
for epoc in range(30):
    yhat = X@What
    loss = torch.mean((y-yhat)**2)
    loss.backward()
    optimizr.step();optimizr.zero_grad()
# %%
plt.plot(x,y,'o')
plt.plot(x,(X@What).data,'--')
# %%
b = torch.tensor(-5.0,requires_grad=True)
w = torch.tensor(10.0,requires_grad=True)
optimizr = torch.optim.SGD([b,w],lr=1/10)
# %%
plt.plot(x,y,'o')
plt.plot(x,(w*x+b).data,'--')
# %%
for epoc in range(30):
    yhat = b+ w*x
    loss = torch.mean((y-yhat)**2)
    loss.backward()
    optimizr.step(); optimizr.zero_grad()
# %%
plt.plot(x,y,'o')
plt.plot(x,(w*x+b).data,'--')
"""

TOY = """
# %%
_df = pd.DataFrame({'x':range(-6,7),'y':[0,0,0,0,0,0,1,0,1,1,1,1,1]})
_df
# %%
plt.plot(_df.x,_df.y,'o')
# %%
xx = torch.linspace(-6,6,100)
def f(x):
    return torch.exp(x)/(1+torch.exp(x))
# %%
plt.plot(_df.x,_df.y,'o')
plt.plot(xx,f(xx))
# %%
x =torch.linspace(-1,1,2000).reshape(2000,1)
w0 = -1
w1 = 5
u = w0 + w1*x
v = torch.exp(u) / (torch.exp(u)+1) # v는 성공할확률
y=torch.bernoulli(v)
# %%
plt.plot(x,y,'o',alpha=0.05,ms=4)
plt.plot(x,v,'--')
# %%
w0hat= -1
w1hat = 1
yhat = f(w0hat+x*w1hat)
plt.plot(x,y,'o',alpha=0.05,ms=4)
plt.plot(x,v,'--')
plt.plot(x,yhat,'--r')
# %%
l1=torch.nn.Linear(1,1)
l1.bias.data=torch.tensor([-1.0])
l1.weight.data = torch.tensor([[1.0]])
# %%
a1=torch.nn.Sigmoid()
# %%
w0hat= -1
w1hat = 1
yhat = a1(l1(x))
plt.plot(x,y,'o',alpha=0.05,ms=4)
plt.plot(x,v,'--')
plt.plot(x,yhat.data,'--r')
"""

LOGISTIC = """
# %%
for epoc in range(6000):
    ## step1
    yhat = a1(l1(x))
    ## step2
    loss = torch.mean((y-yhat)**2) ## loss 를 원래 이렇게 하는건 아니에요..
    ## step3
    loss.backward()
    ## step4
    l1.bias.data = l1.bias.data - 0.1 * l1.bias.grad
    l1.weight.data = l1.weight.data - 0.1 * l1.weight.grad
    l1.bias.grad = None
    l1.weight.grad = None
# %%
plt.plot(x,y,'o',alpha=0.05,ms=4)
plt.plot(x,v,'--')
plt.plot(x,a1(l1(x)).data,'--r')
"""

WHOLE = (
    SETUP
    + TENSORS
    + DATA
    + BY_HAND
    + NETS
    + WITH_BIAS
    + WITHOUT_BIAS
    + OPTIMISER
    + PARAMETERS
    + APPLICATIONS
    + TOY
    + LOGISTIC
)
"""Every cell of the lecture, from the imports to the last plot."""

LOOPS = ("fit_sse", "fit_mse", "fit_net", "fit_sgd", "fit_what_sgd", "fit_b_w_sgd", "fit_logistic_mse")
"""The exercises of week04 that the lecture's own loops answer."""


def cells(script: str) -> list[str]:
    """The code of each cell."""
    return [cell.strip("\n") for cell in script.split("# %%\n") if cell.strip()]

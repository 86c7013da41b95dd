"""Whole notebooks as students of the lecture hand them in: right work, among everything else a real notebook holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.notebooks import lecture

SOLUTIONS = Path(__file__).parents[2] / "solutions"
WEEK04 = ("tensors", "regression_by_hand", "linear_layer", "optimizer", "logistic")


@dataclass(frozen=True)
class Notebook:
    """A notebook, and the exercises of the week that are right in it. Of the others nothing may be ungraded."""

    name: str
    week: str
    cells: tuple[str, ...]
    right: tuple[str, ...] = ()  # empty: every exercise of the week
    is_open: bool = False  # not mended yet: its loop is taken for no exercise


def functions(week: str, *modules: str) -> str:
    """The solution's functions, a cell a module: what a student who solved everything has in theirs."""
    return "".join(f"# %%\n{(SOLUTIONS / week / f'{module}.py').read_text('utf-8')}\n" for module in modules)


def notebook(name: str, week: str, script: str, *right: str, is_open: bool = False) -> Notebook:
    """A notebook from a script of `# %%` cells."""
    return Notebook(name, week, tuple(lecture.cells(script)), right, is_open)


START = """
# %%
import numpy as np, pandas as pd, torch
import matplotlib.pyplot as plt
df = pd.read_csv("https://raw.githubusercontent.com/guebin/DL2022/master/_notebooks/2022-09-22-regression.csv")
x = torch.tensor(df.x).float().reshape(100,1)
y = torch.tensor(df.y).float().reshape(100,1)
X = torch.concat([torch.ones([100,1]),x],axis=1)
"""

NAMES_REUSED = """
# %%
What = torch.tensor([[-5.0],[10.0]],requires_grad=True)
yhat = yhat(X, What)
sse = sse(y, yhat)
mse = mse(y, yhat)
mse.backward()
# %%
update = What.grad
del backward
# %%
sigmoid = sigmoid(torch.linspace(-3, 3, 7))
bce = bce(torch.ones(7, 1), sigmoid.reshape(7, 1))
"""

ROUNDED_DATA = """
# %%
x = torch.tensor([[-2.4821],[-2.3622],[-1.9973],[-1.0239],[-0.4792],[0.0655],[0.6469],[1.3494],[2.2444],[2.6632]])
y = torch.tensor([[-8.5420],[-6.5767],[-5.9496],[-1.4794],[0.7484],[2.7219],[5.4161],[7.9026],[10.3260],[13.8340]])
X = torch.concat([torch.ones([10,1]),x],axis=1)
# %%
What = torch.tensor([[-5.0],[10.0]],requires_grad=True)
yhat = X@What
loss = torch.mean((y-yhat)**2)
loss.backward()
What.grad
# %%
What.data = What.data - 1/10* What.grad
What.grad = None
# %%
for epoc in range(30):
    yhat = X@What
    loss = torch.mean((y-yhat)**2)
    loss.backward()
    What.data = What.data - 1/10* What.grad
    What.grad = None
"""

NET_REBUILT = """
# %%
net = torch.nn.Linear(1,1)
optimizr = torch.optim.SGD(net.parameters(),lr=0.1)
# %%
net = torch.nn.Linear(2,1)
# %%
net = torch.nn.Linear(1,1)
optimizr = torch.optim.SGD(net.parameters(),lr=0.1)
net.bias.data = torch.tensor([[-5.0]])
net.weight.data = torch.tensor([[10.0]])
# %%
for epoc in range(30):
    yhat = net(x)
    loss = torch.mean((y-yhat)**2)
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()
    if epoc % 10 == 0: plt.plot(x, yhat.data, '--')
# %%
net.weights
# %%
1/0
"""

CLASSES = """
# %%
class Regression:
    def __init__(self, X, y, What, lr, scale):
        self.X, self.y, self.What, self.lr, self.scale = X, y, What, lr, scale
    def loss(self):
        return self.scale((self.y - self.X @ self.What)**2)
    def step(self):
        self.loss().backward()
        self.What.data = self.What.data - self.lr * self.What.grad
        self.What.grad = None
    def fit(self, epochs):
        for epoc in range(epochs):
            self.step()
        return self.What
# %%
def fit_sse(X, y, What, lr=1/1000, epochs=30):
    return Regression(X, y, What, lr, torch.sum).fit(epochs)
# %%
def fit_mse(X, y, What, lr=1/10, epochs=30):
    return Regression(X, y, What, lr, torch.mean).fit(epochs)
# %%
class Trainer:
    def __init__(self, net, lr):
        self.net, self.optimizr = net, torch.optim.SGD(net.parameters(), lr=lr)
    def one_epoch(self, inputs, y):
        loss = torch.mean((y - self.net(inputs))**2)
        loss.backward()
        self.optimizr.step()
        self.optimizr.zero_grad()
def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    trainer = Trainer(net, lr)
    for epoc in range(epochs):
        trainer.one_epoch(inputs, y)
    return trainer.net
"""

CALLABLES = """
# %%
from functools import partial, wraps
def announced(function):
    @wraps(function)
    def announce(*args, **kwargs):
        print(function.__name__)
        return function(*args, **kwargs)
    return announce
# %%
sigmoid = torch.sigmoid
mse = torch.nn.MSELoss()
sse = torch.nn.MSELoss(reduction="sum")
grid = partial(torch.linspace, dtype=torch.float32)
# %%
@announced
def yhat(X, What):
    return X @ What
# %%
def fitting(scale, rate):
    def fit(X, y, What, lr=rate, epochs=30):
        def epoch_after_epoch():
            for epoc in range(epochs):
                loss = scale((y - X @ What)**2)
                loss.backward()
                yield loss
                What.data = What.data - lr * What.grad
                What.grad = None
        for loss in epoch_after_epoch():
            pass
        return What
    return fit
fit_sse = fitting(torch.sum, 1/1000)
fit_mse = announced(fitting(torch.mean, 1/10))
# %%
make_sgd = lambda net, lr: torch.optim.SGD(net.parameters(), lr=lr)
"""

RATES_TRIED = """
# %%
for lr in (1/100000, 1/2000, 1/500):
    What = torch.tensor([[-5.0],[10.0]],requires_grad=True)
    for epoc in range(5):
        loss = torch.sum((y-X@What)**2)
        loss.backward()
        What.data = What.data - lr * What.grad
        What.grad = None
    print(lr, loss)
"""

LOGISTIC_05 = """
# %%
torch.manual_seed(43052)
x = torch.linspace(-1,1,2000).reshape(2000,1)
v = torch.exp(-1+5*x) / (torch.exp(-1+5*x)+1)
y = torch.bernoulli(v)
# %%
net = torch.nn.Sequential(torch.nn.Linear(1,1), torch.nn.Sigmoid())
net[0].bias.data = torch.tensor([-1.0])
net[0].weight.data = torch.tensor([[1.0]])
optimizr = torch.optim.Adam(net.parameters(), lr=0.05)
# %%
for epoc in range(100):
    yhat = net(x)
    loss = -torch.mean(y*torch.log(yhat) + (1-y)*torch.log(1-yhat))
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()
# %%
plt.plot(x, v, '--')
plt.plot(x, net(x).data)
# %%
w0, w1 = net[0].bias.data, net[0].weight.data
bce = loss.item()
"""

NOTEBOOKS = (
    notebook("the_lecture_whole", "week04", lecture.WHOLE, *lecture.LOOPS),
    notebook("the_lecture_after_the_functions", "week04", functions("week04", *WEEK04) + lecture.WHOLE),
    notebook("the_functions_after_the_lecture", "week04", lecture.WHOLE + functions("week04", *WEEK04)),
    notebook("names_reused_as_values", "week04", functions("week04", *WEEK04) + START + NAMES_REUSED),
    notebook("typed_data_and_a_step_by_hand", "week04", START + ROUNDED_DATA, "fit_mse"),
    notebook("nets_built_anew", "week04", START + NET_REBUILT, "fit_sgd"),
    notebook("loops_in_classes", "week04", START + CLASSES, "fit_sse", "fit_mse", "fit_sgd"),
    notebook(
        "callables_of_every_kind",
        "week04",
        START + CALLABLES,
        *("sigmoid", "mse", "sse", "grid", "yhat", "fit_sse", "fit_mse", "make_sgd"),
    ),
    notebook(
        "the_loop_last_and_bare",
        "week04",
        functions("week04", "tensors") + lecture.SETUP + lecture.DATA + lecture.BY_HAND,
        *("as_pair", "grid", "residual", "fit_sse", "fit_mse"),
    ),
    notebook("another_weeks_loops", "week03", lecture.WHOLE, "fit"),
    notebook("rates_tried_before", "week03", functions("week03", "four_steps", "learning_rate") + START + RATES_TRIED),
    notebook(
        "names_reused_in_week03",
        "week03",
        functions("week03", "four_steps", "learning_rate")
        + START
        + "# %%\nWhat = torch.tensor([[-5.0],[10.0]],requires_grad=True)\nyhat = yhat(X, What)\nsse = sse(y, yhat)\nfit = fit(X, y, What)\n",
    ),
    notebook("adam_bare", "week05", START + LOGISTIC_05, "fit_adam"),
    notebook("adam_after_the_functions", "week05", functions("week05", "logistic_bce", "losses") + START + LOGISTIC_05),
)

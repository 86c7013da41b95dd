"""What beginners slip on beside the keyboard and in a loop: letters of another one, names, lists, batches; what `check` says of it."""

from __future__ import annotations

from tests.student.beginners.cases import Beginner

WRITTEN = {
    "week03.four_steps": (
        ("fullwidth_digit", "sse", "return torch.sum((y - yhat)**２)", r"U\+FF12"),
        (
            "fullwidth_equals",
            "update",
            """
What.data = What.data - lr*What.grad
What.grad ＝ None
return What
""",
            r"U\+FF1D",
        ),
        (
            "jamo_behind",
            "update",
            """
What.data = What.data - lr*What.grad
What.grad = Noneㅇ
return What
""",
            r"Write None",
        ),
        ("jamo_before", "backward", "ㅊloss.backward()", r"Write loss"),
        (
            "won_for_backslash",
            "sse",
            """
loss = ₩
    torch.sum((y - yhat)**2)
return loss
""",
            r"won sign",
        ),
        (
            "equals_minus",
            "fit",
            """
for epoc in range(epochs):
    yhat = X @ What
    loss = torch.sum((y - yhat)**2)
    loss.backward()
    What.data =- lr * What.grad
    What.grad = None
return What
""",
            r"-= lr",
        ),
        (
            "one_line_loop",
            "fit",
            """
for epoc in range(epochs): yhat = X @ What
loss = torch.sum((y - yhat)**2)
loss.backward()
What.data = What.data - lr * What.grad
What.grad = None
return What
""",
            r"below the loop",
        ),
        ("times_two_for_square", "sse", "return torch.sum((y - yhat)*2)", r"\(y - yhat\)\*\*2"),
        ("difference_of_squares", "sse", "return torch.sum(y**2 - yhat**2)", r"\(y - yhat\)\*\*2"),
        (
            "sub_without_underscore",
            "update",
            """
What.data.sub(lr*What.grad)
What.grad = None
return What
""",
            r"sub_",
        ),
        (
            "torch_shadowed",
            "sse",
            """
torch = torch.sum((y - yhat)**2)
return torch
""",
            r"torch is a variable",
        ),
        (
            "sum_shadowed",
            "sse",
            """
sum = 0
for i in range(len(y)):
    sum = sum + sum((y[i]-yhat[i])**2)
return sum
""",
            r"sum is a variable",
        ),
        (
            "range_shadowed",
            "fit",
            """
range = 30
for epoc in range(range):
    yhat = X @ What
    loss = torch.sum((y - yhat)**2)
    loss.backward()
    What.data = What.data - lr * What.grad
    What.grad = None
return What
""",
            r"range is a variable",
        ),
        (
            "returned_inside_no_grad",
            "update",
            """
with torch.no_grad():
    What -= lr*What.grad
    return What
    What.grad = None
""",
            r"ends at this return",
        ),
        (
            "grad_of_yhat",
            "fit",
            """
for epoc in range(epochs):
    yhat = X @ What
    loss = torch.sum((y - yhat)**2)
    loss.backward()
    What.data = What.data - lr * yhat.grad
    What.grad = None
return What
""",
            r"yhat.grad is always None",
        ),
    ),
    "week03.learning_rate": (
        (
            "list_made_in_the_loop",
            "fit_with_history",
            """
path = [What.data.reshape(-1)]
for epoc in range(epochs):
    losses = []
    loss = torch.sum((y - X@What)**2)
    loss.backward()
    What.data = What.data - lr*What.grad
    What.grad = None
    losses.append(loss.item())
    path.append(What.data.reshape(-1))
return torch.tensor(losses), torch.stack(path)
""",
            r"inside the loop",
        ),
        (
            "append_given_back",
            "fit_with_history",
            """
losses = []
path = [What.data.reshape(-1)]
for epoc in range(epochs):
    loss = torch.sum((y - X@What)**2)
    loss.backward()
    What.data = What.data - lr*What.grad
    What.grad = None
    losses = losses.append(loss.item())
    path.append(What.data.reshape(-1))
return torch.tensor(losses), torch.stack(path)
""",
            r"gives back None",
        ),
    ),
    "week06.deep": (("relu_precedence", "relu", "return u * u > 0", r"u \* \(u > 0\)"),),
    "week06.overfitting": (
        (
            "train_never_reached",
            "predict",
            """
net.eval()
with torch.no_grad():
    return net(x)
net.train()
""",
            r"ends at this return",
        ),
    ),
    "week07.loading": (
        (
            "all_of_it_each_time",
            "Pairs",
            """
class Pairs(torch.utils.data.Dataset):
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, k):
        return self.x, self.y
""",
            r"argument k is never used",
        ),
        (
            "xs_and_ys_in_the_loader",
            "make_loader",
            "return torch.utils.data.DataLoader(x, y, batch_size=batch_size, shuffle=shuffle)",
            r"TensorDataset",
        ),
    ),
    "week07.batches": (
        (
            "half_of_the_score",
            "accuracy",
            """
with torch.no_grad():
    u = net(x)
return ((u > 0.5) == (y == 1)).float().mean().item()
""",
            r"u > 0$",
        ),
    ),
    "week10.letters": (
        ("list_as_dict", "encode", "return torch.tensor([vocabulary[letter] for letter in text])", r"list\.index"),
        ("index_of_the_word", "encode", "return torch.tensor(vocabulary.index(text))", r"one letter at a time"),
        ("decode_list", "decode", "return [vocabulary[k] for k in numbers]", r"join"),
        ("vocabulary_unsorted", "make_vocabulary", "return list(set(text))", r"another order"),
    ),
    "week10.recurrent": (
        (
            "state_reset",
            "run_rnn",
            """
states = []
for x in X:
    h = torch.zeros(len(b))
    h = torch.tanh(x@Wx + h@Wh + b)
    states.append(h)
return torch.stack(states)
""",
            r"inside the loop",
        ),
    ),
    "week11.recommender": (
        (
            "sum_of_everything",
            "Recommender",
            """
class Recommender(torch.nn.Module):
    def __init__(self, users, items, k):
        super().__init__()
        self.user = torch.nn.Embedding(users, k)
        self.item = torch.nn.Embedding(items, k)
        self.bias = torch.nn.Embedding(items, 1)

    def forward(self, user, item):
        return (self.user(user)*self.item(item)).sum() + self.bias(item)
""",
            r"dim=1",
        ),
    ),
    "week12.training": (
        (
            "p_rebound",
            "SGD",
            """
class SGD:
    def __init__(self, parameters, lr=0.1, momentum=0.9):
        self.parameters = list(parameters)
        self.lr = lr
        self.momentum = momentum
        self.v = [torch.zeros_like(p) for p in self.parameters]

    def step(self):
        for k, p in enumerate(self.parameters):
            if p.grad is not None:
                self.v[k] = self.momentum*self.v[k] + p.grad
                p = p - self.lr*self.v[k]

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None
""",
            r"p\.data",
        ),
    ),
}
FIFTH = tuple(Beginner(*case, "", *key.split(".")) for key, cases in WRITTEN.items() for case in cases)

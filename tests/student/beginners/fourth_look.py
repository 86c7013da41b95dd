"""What first-year students write from the handout alone: shapes, modes, seeds, pairs, graphs; what `check` says of it."""

from __future__ import annotations

from tests.student.beginners.cases import Beginner

WRITTEN = {
    "week03.four_steps": (
        (
            "item_of_many",
            "yhat",
            """
yhat = X @ What
return yhat.item()
""",
            r"one number, and this has several",
        ),
        ("star_of_matrices", "yhat", "return X * What", r"X @ What"),
        ("tensor_of_a_tensor", "yhat", "return torch.tensor(X @ What.data, requires_grad=True)", r"graph is cut"),
        ("product_turned", "yhat", "return What @ X", r"other way round"),
        (
            "set_anew_each_turn",
            "sse",
            """
loss = 0
for i in range(len(y)):
    loss = (y[i]-yhat[i])**2
return loss
""",
            r"only the last turn counts",
        ),
        ("pythons_sum", "sse", "return sum((y-yhat)**2)/len(y)", r"Python’s own sum"),
        ("star_by_hand", "gradient_by_hand", "return -2 * X.T * (y - X @ What)", r"-2 \* X\.T @"),
        (
            "adam_for_the_step",
            "fit",
            """
optimizer = torch.optim.Adam([What], lr=lr)
for epoch in range(epochs):
    optimizer.zero_grad()
    loss = ((y - X@What)**2).sum()
    loss.backward()
    optimizer.step()
return What
""",
            r"Adam moves otherwise",
        ),
        (
            "rate_in_quotes",
            "fit",
            """
for epoc in range(epochs):
    yhat = X@What
    loss = torch.sum((y-yhat)**2)
    loss.backward()
    What.data = What.data - "0.001" * What.grad
    What.grad = None
return What
""",
            r"without quotes",
        ),
        (
            "open_brace",
            "fit",
            """
for epoc in range(epochs):
    yhat = X@What
    loss = torch.sum((y-yhat)**2)
    loss.backward()
    What.data = What.data - lr * What.grad
    What.grad = None
    print(f"epoch {epoc}: loss {loss.item():.4f")
return What
""",
            r"f-string",
        ),
    ),
    "week03.learning_rate": (
        (
            "kept_and_changed",
            "fit_with_history",
            """
losses = []
path = [What.data]
for epoc in range(epochs):
    yhat = X@What
    loss = torch.sum((y-yhat)**2)
    loss.backward()
    What.data -= lr * What.grad
    What.grad = None
    losses.append(loss)
    path.append(What.data)
return torch.tensor(losses), torch.stack(path).reshape(-1, 2)
""",
            r"Keep a copy",
        ),
        (
            "row_of_a_column",
            "fit_with_history",
            """
losses = torch.zeros(epochs)
path = torch.zeros(epochs+1, 2)
path[0] = What.data
for epoc in range(epochs):
    loss = torch.sum((y-X@What)**2)
    loss.backward()
    What.data = What.data - lr * What.grad
    What.grad = None
    losses[epoc] = loss
    path[epoc+1] = What.data
return losses, path
""",
            r"shapes do not fit",
        ),
        (
            "clone_on_the_graph",
            "compare_rates",
            """
result = []
for lr in rates:
    w = What.clone().requires_grad_(True)
    for epoc in range(epochs):
        loss = torch.sum((y-X@w)**2)
        loss.backward()
        w.data = w.data - lr * w.grad
        w.grad = None
    result.append(loss.item())
return torch.tensor(result)
""",
            r"detach\(\)\.clone",
        ),
    ),
    "week04.tensors": (
        (
            "dtype_assigned",
            "to_float32",
            """
t.dtype = torch.float32
return t
""",
            r"t\.float\(\)",
        ),
        ("arange_by_number", "grid", "return torch.arange(start, stop, num)", r"linspace"),
    ),
    "week04.linear_layer": (
        (
            "seed_behind",
            "net_with_bias",
            """
net = torch.nn.Linear(1,1)
torch.manual_seed(seed)
return net
""",
            r"Fix it above",
        ),
        ("pair_turned", "get_line", "return net.weight, net.bias", r"another order"),
        (
            "bias_of_none",
            "fit_net",
            """
for epoc in range(epochs):
    yhat = net(inputs)
    loss = torch.mean((y-yhat)**2)
    loss.backward()
    net.bias.data = net.bias.data - lr*net.bias.grad
    net.weight.data = net.weight.data - lr*net.weight.grad
    net.bias.grad = None
    net.weight.grad = None
return net
""",
            r"no bias",
        ),
    ),
    "week04.logistic": (
        ("sign_in_exp", "sigmoid", "return 1/(1+torch.exp(u))", r"sign in the exponent"),
        (
            "comma_left_out",
            "logistic_net",
            """
net = torch.nn.Sequential(
    torch.nn.Linear(1,1)
    torch.nn.Sigmoid()
)
net[0].bias.data = torch.tensor([w0])
net[0].weight.data = torch.tensor([[w1]])
return net
""",
            r"comma is missing",
        ),
        (
            "net_has_a_sigmoid",
            "fit_logistic_bce",
            """
optimizr = torch.optim.SGD(net.parameters(), lr=lr)
loss_fn = torch.nn.BCELoss()
for epoc in range(epochs):
    yhat = torch.sigmoid(net(x))
    loss = loss_fn(yhat, y)
    loss.backward()
    optimizr.step()
    optimizr.zero_grad()
return net
""",
            r"sigmoid of the right",
        ),
    ),
    "week04.optimizer": (
        (
            "step_before_backward",
            "one_epoch_sgd",
            """
optimizr.zero_grad()
yhat = net(inputs)
loss = torch.mean((y-yhat)**2)
optimizr.step()
loss.backward()
return net
""",
            r"stands above backward",
        ),
    ),
    "week06.deep": (
        (
            "relu_in_place",
            "relu",
            """
u[u < 0] = 0
return u
""",
            r"has changed",
        ),
        ("pythons_max", "relu", "return max(0, u)", r"torch\.maximum"),
        (
            "relu_dropped",
            "Net",
            """
class Net(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.linear1 = torch.nn.Linear(1, width)
        self.linear2 = torch.nn.Linear(width, 1)

    def forward(self, x):
        x = self.linear1(x)
        torch.relu(x)
        return self.linear2(x)
""",
            r"x = torch\.relu",
        ),
        (
            "backward_of_a_list",
            "fit_deep",
            """
optimizr = torch.optim.Adam(net.parameters(), lr=lr)
loss_fn = torch.nn.MSELoss()
losses = []
for epoc in range(epochs):
    yhat = net(x)
    losses.append(loss_fn(yhat, y))
    optimizr.step()
    optimizr.zero_grad()
losses.backward()
return net
""",
            r"list of Python",
        ),
    ),
    "week06.overfitting": (
        (
            "no_eval",
            "predict",
            """
with torch.no_grad():
    return net(x)
""",
            r"net\.eval\(\)",
        ),
        (
            "no_train_after",
            "predict",
            """
net.eval()
return net(x).data
""",
            r"net\.train\(\)",
        ),
    ),
    "week07.loading": (
        (
            "empty_batch",
            "batch_sizes",
            "return [batch_size] * (n // batch_size) + [n % batch_size]",
            r"no mini-batch is empty",
        ),
        (
            "rows_forgotten",
            "Pairs",
            """
class Pairs(torch.utils.data.Dataset):
    def __init__(self, x, y):
        x = x
        y = y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, k):
        return self.x[k], self.y[k]
""",
            r"self\.x",
        ),
        (
            "loader_of_a_pair",
            "make_loader",
            "return torch.utils.data.DataLoader((x, y), batch_size=batch_size, shuffle=shuffle)",
            r"TensorDataset",
        ),
        ("device_as_text", "pick_device", 'return "cuda" if torch.cuda.is_available() else "cpu"', r"torch\.device"),
    ),
    "week07.batches": (
        (
            "steps_below_the_batches",
            "one_epoch",
            """
loss_fn = torch.nn.BCEWithLogitsLoss()
for X, y in loader:
    u = net(X)
    loss = loss_fn(u, y)
loss.backward()
optimizr.step()
optimizr.zero_grad()
return net
""",
            r"stands below the loop",
        ),
        (
            "batch_unused",
            "fit_batches",
            """
ds = torch.utils.data.TensorDataset(x, y)
dl = torch.utils.data.DataLoader(ds, batch_size=batch_size)
optimizr = torch.optim.SGD(net.parameters(), lr=lr)
loss_fn = torch.nn.BCEWithLogitsLoss()
for epoc in range(epochs):
    for xm, ym in dl:
        loss = loss_fn(net(x), y)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
return net
""",
            r"every turn sees all",
        ),
        (
            "seed_each_epoch",
            "fit_shuffled",
            """
ds = torch.utils.data.TensorDataset(x, y)
dl = torch.utils.data.DataLoader(ds, batch_size=batch_size, shuffle=True)
optimizr = torch.optim.Adam(net.parameters(), lr=lr)
loss_fn = torch.nn.BCEWithLogitsLoss()
for epoc in range(epochs):
    torch.manual_seed(seed)
    for xm, ym in dl:
        loss = loss_fn(net(xm), ym)
        loss.backward()
        optimizr.step()
        optimizr.zero_grad()
return net
""",
            r"in every turn",
        ),
        ("not_averaged", "accuracy", "return (net(x) > 0) == y", r"single number"),
    ),
    "week08.softmax": (
        (
            "softmax_down",
            "softmax",
            """
u = u - u.max()
return torch.exp(u)/torch.exp(u).sum(dim=0)
""",
            r"adds up each column",
        ),
        (
            "pair_of_max",
            "softmax",
            """
u = u - u.max(dim=1)
return torch.exp(u)/torch.exp(u).sum(dim=1, keepdim=True)
""",
            r"\.values",
        ),
        (
            "softmax_over_all",
            "softmax",
            """
e = torch.exp(u - u.max(dim=1, keepdim=True).values)
return e / e.sum()
""",
            r"adds up all numbers",
        ),
        (
            "labels_as_floats",
            "cross_entropy",
            "return torch.nn.CrossEntropyLoss()(u, labels.float())",
            r"whole numbers",
        ),
        (
            "columns_of_labels",
            "cross_entropy",
            """
p = softmax(u)
return -torch.log(p[:, labels]).mean()
""",
            r"of each row",
        ),
        (
            "confusion_turned",
            "confusion",
            """
M = torch.zeros(classes, classes)
for i in range(len(labels)):
    M[predicted[i], labels[i]] += 1
return M
""",
            r"changed places",
        ),
    ),
    "week08.convolution": (
        ("fraction", "out_size", "return (n - kernel + 2*padding) / stride + 1", r"left over"),
        ("image_without_channel", "max_pool", "return torch.nn.MaxPool2d(size)(x)", r"\(1, h, w\)"),
    ),
    "week08.cnn": (
        (
            "no_flatten",
            "CNN",
            """
class CNN(torch.nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = torch.nn.Conv2d(1, channels, 3)
        self.pool = torch.nn.MaxPool2d(2)
        self.fc = torch.nn.Linear(channels*3*3, 3)

    def forward(self, X):
        X = self.pool(torch.relu(self.conv(X)))
        return self.fc(X)
""",
            r"Flatten",
        ),
        (
            "flat_size",
            "CNN",
            """
class CNN(torch.nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = torch.nn.Conv2d(1, channels, 3)
        self.pool = torch.nn.MaxPool2d(2)
        self.fc = torch.nn.Linear(channels*4*4, 3)

    def forward(self, X):
        X = self.pool(torch.relu(self.conv(X)))
        X = X.view(X.shape[0], -1)
        return self.fc(X)
""",
            r"layer takes",
        ),
        (
            "softmax_at_the_end",
            "CNN",
            """
class CNN(torch.nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.conv = torch.nn.Conv2d(1, channels, 3)
        self.pool = torch.nn.MaxPool2d(2)
        self.fc = torch.nn.Linear(channels*3*3, 3)

    def forward(self, X):
        X = self.pool(torch.relu(self.conv(X)))
        X = X.view(X.shape[0], -1)
        return torch.softmax(self.fc(X), dim=1)
""",
            r"softmax of the right",
        ),
        ("max_for_argmax", "predict", "return torch.max(net(X), dim=1)", r"\.indices"),
    ),
    "week11.gan": (
        (
            "no_sigmoid",
            "Discriminator",
            """
class Discriminator(torch.nn.Module):
    def __init__(self, width):
        super().__init__()
        self.net = torch.nn.Sequential(
            torch.nn.Linear(1, width),
            torch.nn.ReLU(),
            torch.nn.Linear(width, 1),
        )

    def forward(self, x):
        return self.net(x)
""",
            r"sigmoid is missing",
        ),
        (
            "fake_not_detached",
            "discriminator_loss",
            """
bce = torch.nn.BCELoss()
return bce(D(real), torch.ones(len(real),1)) + bce(D(fake), torch.zeros(len(fake),1))
""",
            r"data that is given",
        ),
        (
            "generator_says_fake",
            "generator_loss",
            """
bce = torch.nn.BCELoss()
return bce(D(fake), torch.zeros_like(fake))
""",
            r"wants D to say 1",
        ),
        (
            "generator_detached",
            "generator_loss",
            """
bce = torch.nn.BCELoss()
return bce(D(fake.detach()), torch.ones_like(fake))
""",
            r"differentiated back to fake",
        ),
        (
            "one_net_uncleared",
            "fit_gan",
            """
optD = torch.optim.Adam(D.parameters(), lr=lr)
optG = torch.optim.Adam(G.parameters(), lr=lr)
for epoc in range(epochs):
    fake = G(torch.randn(len(real), 1))
    loss = discriminator_loss(D, real, fake)
    loss.backward()
    optD.step()
    loss = generator_loss(D, fake)
    loss.backward()
    optG.step()
    optG.zero_grad()
return G, D
""",
            r"still there",
        ),
        (
            "uniform_noise",
            "generate",
            """
torch.manual_seed(seed)
return G(torch.rand(n, 1)).detach()
""",
            r"speaks of randn",
        ),
        (
            "graph_kept_for_nothing",
            "generate",
            """
torch.manual_seed(seed)
return G(torch.randn(n, 1))
""",
            r"without one",
        ),
    ),
    "week12.layers": (
        (
            "mean_over_rows",
            "Mse",
            """
class Mse:
    def forward(self, yhat, y):
        self.yhat = yhat
        self.y = y
        return torch.mean((yhat-y)**2)

    def backward(self):
        return 2*(self.yhat-self.y)/len(self.y)
""",
            r"2 times the right value",
        ),
    ),
    "week12.training": (
        (
            "hand_rebound",
            "fit_by_hand",
            """
losses = []
for epoc in range(epochs):
    dW1, db1, dW2, db2 = gradients(x, y, W1, b1, W2, b2)
    W1 = W1 - lr*dW1
    b1 = b1 - lr*db1
    W2 = W2 - lr*dW2
    b2 = b2 - lr*db2
    yhat = torch.relu(x@W1+b1)@W2+b2
    losses.append(torch.mean((y-yhat)**2).item())
return losses
""",
            r"new tensor by the same name",
        ),
    ),
}
FOURTH = tuple(Beginner(*case, "", *key.split(".")) for key, cases in WRITTEN.items() for case in cases)

"""numpy arrays of shape (n,)."""


def plot_fit(ax, x, y, yhat):
    ax.plot(x.numpy().ravel(), y.numpy().ravel(), 'o')
    ax.plot(x.numpy().ravel(), yhat.detach().numpy().ravel())
    return ax

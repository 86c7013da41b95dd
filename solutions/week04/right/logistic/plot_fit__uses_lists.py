"""Python lists."""


def plot_fit(ax, x, y, yhat):
    xs = x.reshape(-1).tolist()
    ax.plot(xs, y.reshape(-1).tolist(), 'o')
    ax.plot(xs, yhat.reshape(-1).tolist(), '--')
    return ax

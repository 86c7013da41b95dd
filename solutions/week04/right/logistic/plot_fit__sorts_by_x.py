"""The line is drawn in the order of x."""


def plot_fit(ax, x, y, yhat):
    order = x.reshape(-1).argsort()
    ax.plot(x[order], y[order], '.')
    ax.plot(x[order], yhat.data[order], '-')
    return ax

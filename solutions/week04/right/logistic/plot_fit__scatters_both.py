"""Both by scatter."""


def plot_fit(ax, x, y, yhat):
    ax.scatter(x, y)
    ax.scatter(x, yhat.data)
    return ax

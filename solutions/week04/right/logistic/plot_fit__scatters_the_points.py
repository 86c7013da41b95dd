"""Points by scatter."""


def plot_fit(ax, x, y, yhat):
    ax.scatter(x, y, alpha=0.05)
    ax.plot(x, yhat.detach(), '--r')
    return ax

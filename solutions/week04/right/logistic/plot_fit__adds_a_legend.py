"""Labels, a legend, a grid and a line at one half."""


def plot_fit(ax, x, y, yhat):
    ax.axhline(0.5, lw=0.5)
    ax.plot(x, yhat.data, '--', label='yhat')
    ax.plot(x, y, 'o', label='y')
    ax.set_xlabel('x')
    ax.legend()
    ax.grid()

"""step: setup

가로축과 세로축이 바뀌었습니다.

The horizontal and the vertical axis have changed places.
"""


def plot_fit(ax, x, y, yhat):
    ax.plot(y,x,'o',alpha=0.05,ms=4)
    ax.plot(yhat.data,x,'--')
    return ax

"""step: setup

yhat이 x가 아니라 순서(0, 1, 2, …)에 대해 그려졌습니다. 가로축을 보세요.

yhat is drawn against its index (0, 1, 2, …), not against x. Look at the horizontal axis.
"""


def plot_fit(ax, x, y, yhat):
    ax.plot(x,y,'o',alpha=0.05,ms=4)
    ax.plot(yhat.data,'--')
    return ax

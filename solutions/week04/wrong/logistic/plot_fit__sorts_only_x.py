"""step: setup

x만 정렬해서 yhat의 짝이 바뀌었습니다. 어느 yhat이 어느 x의 것인지 보세요.

x is sorted but yhat is not, so the pairs are mixed up. Look at which yhat belongs to which x.
"""


def plot_fit(ax, x, y, yhat):
    ax.plot(x,y,'o',alpha=0.05,ms=4)
    ax.plot(x.sort(dim=0).values,yhat.data,'--')
    return ax

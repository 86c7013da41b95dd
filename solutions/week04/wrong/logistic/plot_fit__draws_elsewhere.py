"""step: setup

주어진 ax가 아니라 다른 곳에 그렸습니다. 함수가 받은 ax를 쓰고 있는지 보세요.

It is drawn somewhere else, not on the ax that was given. Look whether the argument ax is used.
"""

import matplotlib.pyplot as plt


def plot_fit(ax, x, y, yhat):
    plt.plot(x,y,'o',alpha=0.05,ms=4)
    plt.plot(x,yhat.data,'--')
    return ax

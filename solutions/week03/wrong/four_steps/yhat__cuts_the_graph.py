"""step: yhat

값은 맞지만 그래프가 끊겼습니다. .data나 detach는 그림을 그릴 때 쓰는 것이고, 여기서 쓰면 step3에서 미분할 수 없습니다.

The values are right but the graph is cut. .data and detach are for plots: used here, step3 cannot differentiate.
"""


def yhat(X, What):
    # step1: yhat
    return (X @ What).data

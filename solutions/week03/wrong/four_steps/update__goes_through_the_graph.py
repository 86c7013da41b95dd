"""step: update

그래프에 속한 파라메터를 그 자리에서 바꾸려고 해서 에러가 났습니다. 업데이트는 미분의 대상이 아니므로 그래프 밖에서 해야 합니다.

It changed a parameter in place while the graph was watching, which is an error. An update is not differentiated: make it outside the graph.
"""


def update(What, lr):
    # step4: update
    What -= lr * What.grad
    What.grad = None
    return What

"""step: update

받은 lr 대신 늘 0.1을 씁니다. 다른 학습률을 넣어 보세요.

It always uses 0.1 instead of the lr it is given. Try another learning rate.
"""


def update(What, lr):
    # step4: update
    What.data = What.data - 0.1 * What.grad
    What.grad = None
    return What

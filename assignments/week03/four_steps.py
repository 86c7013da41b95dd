"""손으로 하는 step1~4와 그 반복 (03wk)

The four steps by hand, and the loop made of them (03wk)
"""

import torch


def yhat(X, What):
    """step1: 예측값 yhat을 계산합니다. What으로 미분할 수 있어야 하므로 그래프를 끊지 마세요.
    X = [1 x]: (n, 2) float32, What = (w0, w1): (2, 1) float32 → yhat: (n, 1) float32

    step1: compute the predictions yhat. It must stay differentiable in What: don't cut the graph.
    X = [1 x]: (n, 2) float32, What = (w0, w1): (2, 1) float32 → yhat: (n, 1) float32
    """
    # step1: yhat
    raise NotImplementedError("yhat: step1: yhat")


def sse(y, yhat):
    """step2: 손실, 잔차제곱의 합 (sum of squares error). 미분할 수 있어야 합니다.
    y, yhat: (n, 1) float32 → loss: () float32

    step2: the loss, sum of squares error. It must stay differentiable.
    y, yhat: (n, 1) float32 → loss: () float32
    """
    # step2: loss
    raise NotImplementedError("sse: step2: loss")


def gradient_by_hand(X, y, What):
    """step3을 종이에 풀면: sse를 What으로 미분한 식의 값입니다. backward를 쓰지 않아도 되고, What.grad는 그대로 둡니다.
    X: (n, 2), y: (n, 1), What: (2, 1), 모두 float32 → (2, 1) float32

    step3 worked out on paper: the value of the derivative of the sse in What. It needs no backward, and leaves What.grad as it is.
    X: (n, 2), y: (n, 1), What: (2, 1), all float32 → (2, 1) float32
    """
    # step3: 미분
    raise NotImplementedError("gradient_by_hand: step3: 미분")


def backward(loss):
    """step3: loss를 미분합니다. 끝나면 loss를 만든 파라메터의 .grad에 미분값이 들어 있습니다. 돌려주는 값은 없습니다.
    loss: () float32, 그래프가 연결된 텐서

    step3: differentiate the loss. Afterwards the .grad of the parameters it was made of holds the derivative. Returns nothing.
    loss: () float32, still attached to its graph
    """
    # step3: 미분
    raise NotImplementedError("backward: step3: 미분")


def update(What, lr):
    """step4: What을 미분값의 반대방향으로 lr만큼 움직이고, 다음 에폭을 위해 What.grad를 비웁니다.
    What: (2, 1) float32, requires_grad=True, What.grad가 채워져 있음, lr: 학습률
    주어진 What 자체를 바꾸고, 그 What을 돌려줍니다. What은 계속 미분할 수 있는 파라메터여야 합니다.

    step4: move What by lr against its gradient, and clear What.grad for the next epoch.
    What: (2, 1) float32, requires_grad=True, with What.grad filled in, lr: the learning rate
    Change the given What itself, and return it. It must go on being a parameter that can be differentiated by.
    """
    # step4: update
    raise NotImplementedError("update: step4: update")


def one_epoch(X, y, What, lr=1/1000):
    """step1~4를 한 번 합니다. 손실은 SSE입니다. 한 번 더 부르면 그다음 에폭이 됩니다.
    X: (n, 2), y: (n, 1), What: (2, 1) requires_grad=True, 모두 float32 → What (주어진 What을 바꾸고 돌려줍니다)

    One pass of the four steps, with the SSE as the loss. Called again it makes the next epoch.
    X: (n, 2), y: (n, 1), What: (2, 1) requires_grad=True, all float32 → What (the given one, changed)
    """
    # step1: yhat
    raise NotImplementedError("one_epoch: step1: yhat")
    # step2: loss
    raise NotImplementedError("one_epoch: step2: loss")
    # step3: 미분
    raise NotImplementedError("one_epoch: step3: 미분")
    # step4: update
    raise NotImplementedError("one_epoch: step4: update")


def fit(X, y, What, lr=1/1000, epochs=30):
    """step1~4를 epochs번 반복합니다. 손실은 SSE입니다. lr과 epochs의 기본값은 강의와 같습니다.
    X: (n, 2), y: (n, 1), What: (2, 1) requires_grad=True, 모두 float32 → What (주어진 What을 바꾸고 돌려줍니다)

    Repeat the four steps epochs times, with the SSE as the loss. The defaults of lr and epochs are the lecture's.
    X: (n, 2), y: (n, 1), What: (2, 1) requires_grad=True, all float32 → What (the given one, changed)
    """
    # step1: yhat
    raise NotImplementedError("fit: step1: yhat")
    # step2: loss
    raise NotImplementedError("fit: step2: loss")
    # step3: 미분
    raise NotImplementedError("fit: step3: 미분")
    # step4: update
    raise NotImplementedError("fit: step4: update")

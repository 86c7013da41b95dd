"""층을 직접 만들기: forward와 backward (12wk)

Writing layers: forward and backward (12wk)
"""

import torch


class Linear:
    """직선층 x @ W + b와 그 미분입니다.

    Linear(W, b): W는 (p,q), b는 (q,). forward(x)는 (n,p)를 받아 (n,q)를 줍니다.
    backward(gradient)는 출력에 대한 기울기 (n,q)를 받아 입력에 대한 기울기 (n,p)를 돌려주고, W와 b의 기울기를 self.dW와 self.db에 둡니다.

    A linear layer x @ W + b, and its derivative.

    Linear(W, b): W is (p,q), b is (q,). forward(x) takes (n,p) and gives (n,q).
    backward(gradient) takes the gradient with respect to the output (n,q) and returns that of the input (n,p); it leaves those of W and b in
    self.dW and self.db.
    """

    def __init__(self, W, b):
        raise NotImplementedError("Linear.__init__: not written yet")

    def forward(self, x):
        raise NotImplementedError("Linear.forward: not written yet")

    def backward(self, gradient):
        raise NotImplementedError("Linear.backward: not written yet")


class Relu:
    """ReLU층과 그 미분입니다. u가 0 이하이면 미분은 0입니다.

    Relu(): forward(u)는 음수를 0으로 바꾼 새 텐서를 줍니다. backward(gradient)는 u에 대한 기울기를 돌려줍니다. 모양은 무엇이든 좋습니다.

    A ReLU layer, and its derivative, which is 0 where u is 0 or less.

    Relu(): forward(u) gives a new tensor in which negative numbers are 0. backward(gradient) returns the gradient with respect to u. Any shape will do.
    """

    def forward(self, u):
        raise NotImplementedError("Relu.forward: not written yet")

    def backward(self, gradient):
        raise NotImplementedError("Relu.backward: not written yet")


class Mse:
    """모든 칸에 대한 잔차제곱의 평균과 그 미분입니다.

    Mse(): forward(yhat, y)는 (n,q)와 (n,q)를 받아 숫자 하나인 텐서를 줍니다. backward()는 yhat에 대한 기울기 (n,q)를 돌려줍니다.

    The mean of the squared residuals over all entries, and its derivative.

    Mse(): forward(yhat, y) takes (n,q) and (n,q) and gives a tensor of one number. backward() returns the gradient with respect to yhat (n,q).
    """

    def forward(self, yhat, y):
        raise NotImplementedError("Mse.forward: not written yet")

    def backward(self):
        raise NotImplementedError("Mse.backward: not written yet")


class Sigmoid(torch.autograd.Function):
    """시그모이드를 `torch.autograd.Function`으로 만듭니다. `Sigmoid.apply(u)`로 부르고, 미분은 backward가 합니다.

    forward(ctx, u): u는 무엇이든 좋은 모양의 float32. backward에서 쓸 값은 ctx에 둡니다.
    backward(ctx, gradient): u에 대한 기울기를 돌려줍니다.

    The sigmoid as a `torch.autograd.Function`. It is called as `Sigmoid.apply(u)`, and backward differentiates it.

    forward(ctx, u): u is float32 of any shape. Keep in ctx what backward needs.
    backward(ctx, gradient): returns the gradient with respect to u.
    """

    @staticmethod
    def forward(ctx, u):
        raise NotImplementedError("Sigmoid.forward: not written yet")

    @staticmethod
    def backward(ctx, gradient):
        raise NotImplementedError("Sigmoid.backward: not written yet")

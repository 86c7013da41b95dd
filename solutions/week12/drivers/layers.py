"""How the exercises of layers.py are called: forward and backward, and again with half of the rows."""

import torch


def Linear(work, W, b, x, gradient):
    layer = work.Linear(W, b)
    forward = layer.forward(x)
    back = layer.backward(gradient)
    seen = {"returned": forward, "back": back, "dW": layer.dW, "db": layer.db}
    layer.forward(x[::2])
    return {**seen, "again": layer.backward(gradient[::2]), "dW_again": layer.dW, "db_again": layer.db}


def Relu(work, u, gradient):
    layer = work.Relu()
    seen = {"returned": layer.forward(u), "back": layer.backward(gradient)}
    layer.forward(-u)
    return {**seen, "again": layer.backward(gradient)}


def Mse(work, yhat, y):
    layer = work.Mse()
    seen = {"returned": layer.forward(yhat, y), "back": layer.backward()}
    layer.forward(yhat[::2], y[::2])
    return {**seen, "again": layer.backward()}


def Sigmoid(work, u, weight):
    v = work.Sigmoid.apply(u)
    (weight * v).sum().backward()
    made = isinstance(work.Sigmoid, type) and issubclass(work.Sigmoid, torch.autograd.Function)
    return {"returned": v, "slope": u.grad, "is_function": made}

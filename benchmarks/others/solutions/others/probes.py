"""The calls: other numbers than any published test's."""

import torch

from autograder.assignment import leaf, probe


def drawn(seed, *shape):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def labels(seed, n, k):
    return torch.cat([torch.arange(k), torch.randint(k, (n - k,), generator=torch.Generator().manual_seed(seed))])


def far(seed, n, p):
    made = drawn(seed, n, p)
    made[5, 0], made[n - 2, p - 1] = 61.2713, -57.3381
    return made


X, y, X123, y123 = drawn(1, 20, 3), labels(2, 20, 3), drawn(3, 123, 4), labels(4, 123, 5)
yes = (drawn(6, 123) > 0).long()
GRAPH = [[], [[0, 2.0]], [[0, -1.5], [1, 0.5]], [[1, 3.0], [2, 1.25]], [[3, -0.75], [2, 4.0], [0, 0.3]]]

PROBES = (
    probe("softmax_loss", "first", Z=X, y=y),
    probe("softmax_loss", "other_n", Z=far(5, 123, 5), y=y123),
    probe("softmax_epoch", "first", X=X, y=y, theta=torch.zeros(3, 3), lr=0.5, batch=20),
    probe("softmax_epoch", "batches", X=X123, y=y123, theta=drawn(7, 4, 5), lr=0.23, batch=50),
    probe("softmax_epoch", "defaults", X=X123, y=y123, theta=drawn(7, 4, 5)),
    probe("nn_epoch", "first", X=X, y=y, W1=drawn(8, 3, 4), W2=drawn(9, 4, 3), lr=0.5, batch=20),
    probe("nn_epoch", "batches", X=X123, y=y123, W1=drawn(10, 4, 6), W2=drawn(11, 6, 5), lr=0.23, batch=50),
    probe("nn_epoch", "defaults", X=X123, y=y123, W1=drawn(10, 4, 6), W2=drawn(11, 6, 5)),
    probe("train_softmax", "first", X=X, y=y, lr=0.03, iterations=6),
    probe("train_softmax", "other_n", X=X123, y=y123, lr=0.0031, iterations=9),
    probe("train_logistic", "first", X=X, y=(y == 1).long(), lr=0.03, iterations=6),
    probe("train_logistic", "other_n", X=X123, y=yes, lr=0.0031, iterations=9),
    probe("accumulated_step", "first", X=X, y=drawn(12, 20, 2), parts=4),
    probe("accumulated_step", "one", X=X123, y=drawn(13, 123, 2), parts=1),
    probe("accumulated_step", "three", X=X123, y=drawn(13, 123, 2), parts=3),
    probe("MyAdam", "first", w=leaf([[1.0], [-1.0], [0.5]]), b=leaf([0.5]), X=X, y=drawn(14, 20, 1)),
    probe("MyAdam", "other", w=leaf(drawn(15, 4, 1)), b=leaf([2.0]), X=X123, y=drawn(16, 123, 1), lr=0.07, betas=(0.7, 0.95), eps=0.01),
    probe("gradient_descent", "first", X=X, y=drawn(17, 20)),
    probe("gradient_descent", "other_n", X=X123, y=drawn(18, 123), lr=0.0731, steps=11),
    probe("central_difference", "first", vals=[2.0, 3.0], arg=0, epsilon=0.5),
    probe("central_difference", "second", vals=[2.0, 3.0], arg=1, epsilon=0.25),
    probe("central_difference", "defaults", vals=[0.7, -1.3]),
    probe("topological_order", "diamond", graph=GRAPH[:4]),
    probe("topological_order", "larger", graph=GRAPH),
    probe("backpropagate", "diamond", graph=GRAPH[:4], derivative=5.0),
    probe("backpropagate", "larger", graph=GRAPH, derivative=-0.7),
)

"""Built from make_sgd and one_epoch_sgd."""


def fit_sgd(net, inputs, y, lr=0.1, epochs=30):
    optimizr = make_sgd(net, lr)
    for epoc in range(epochs):
        one_epoch_sgd(net, optimizr, inputs, y)
    return net

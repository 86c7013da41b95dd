"""Gradients by hand, no backward."""


def fit_b_w_sgd(x, y, b, w, lr=0.1, epochs=30):
    for epoc in range(epochs):
        e = b.data + w.data*x - y
        db = 2*e.mean()
        dw = 2*(e*x).mean()
        b.data = b.data - lr*db
        w.data = w.data - lr*dw
    return b, w

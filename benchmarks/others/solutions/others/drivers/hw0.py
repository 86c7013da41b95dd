def softmax_epoch(work, X, y, theta, **options):
    work.softmax_epoch(X, y, theta, **options)
    return {"returned": theta}


def nn_epoch(work, X, y, W1, W2, **options):
    work.nn_epoch(X, y, W1, W2, **options)
    return {"returned": [W1, W2]}

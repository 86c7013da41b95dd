# tries: a mapping whose names are halves of characters
# must earn: nothing
import torch

def mse(y, yhat):
    return {'\ud800': 1.0, 'returned': 2.0}


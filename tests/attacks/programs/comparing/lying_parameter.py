# tries: a parameter that becomes another class
# must earn: nothing
import torch
def fit(X, y, What, lr=0.1, epochs=30):
    What.__class__ = type('W', (torch.Tensor,), {'data': property(lambda s: torch.zeros(2, 1)), 'grad': property(lambda s: None)})
    return What

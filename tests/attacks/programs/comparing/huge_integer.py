# tries: an integer of a million bits
# must earn: nothing
def mse(y, yhat):
    return 1 << 10**6

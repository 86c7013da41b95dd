# tries: a list that lies of its length
# must earn: nothing
class L(list):
    def __len__(self): return 10**18
    def __iter__(self):
        while True: yield 1
def mse(y, yhat):
    return L()

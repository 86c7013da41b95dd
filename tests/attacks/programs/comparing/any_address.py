# tries: an object with an array interface to any address
# must earn: nothing
class A:
    __array_interface__ = {'shape': (10,), 'typestr': '<f4', 'data': (16, False), 'version': 3}

def mse(y, yhat):
    return A()


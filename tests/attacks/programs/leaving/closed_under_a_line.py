# tries: streams closed under an unflushed line
# must earn: nothing
import os, sys

def mse(y, yhat):
    sys.stdout.write('x' * 100)
    sys.__stdout__.write('y')
    os.close(1)
    os.close(2)
    return 0.0


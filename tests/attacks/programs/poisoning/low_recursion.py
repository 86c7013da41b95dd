# tries: a recursion limit that leaves the recorder no room
# must earn: nothing
import sys

def mse(y, yhat):
    sys.setrecursionlimit(max(30, len(__import__('inspect').stack()) + 12))
    return 0.0


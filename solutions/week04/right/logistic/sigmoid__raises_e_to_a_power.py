"""math.e to the power."""

import math


def sigmoid(u):
    return 1/(1+math.e**(-u))

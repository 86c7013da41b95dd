"""A bare except, as beginners write it."""


def product_shape(A, b):
    try:
        result = A @ b
    except:
        return None
    return result.shape

"""숫자 하나의 자동 미분.

Automatic differentiation of single numbers.
"""


class Variable:  # given
    """A number, the variables it was made of, and its derivatives by them."""

    def __init__(self, parents=(), slopes=()):
        self.parents, self.slopes = list(parents), list(slopes)
        self.derivative = None

    def is_leaf(self):
        return not self.parents


def central_difference(f, *vals, arg=0, epsilon=1e-6):
    """arg번째 값에 대한 f의 미분을 양쪽의 차이로 어림합니다.

    Approximates the derivative of f by its argument number arg, by the difference of both sides.
    """
    more, less = list(vals), list(vals)
    more[arg] += epsilon
    less[arg] -= epsilon
    return (f(*more) - f(*less)) / (2 * epsilon)


def topological_order(variable):
    """variable에서 시작해서, 쓰인 것이 만든 것보다 언제나 먼저인 순서입니다. 하나는 한 번만 나옵니다.

    The order from variable on in which what uses another always comes before it. Each comes once.
    """
    order, seen = [], set()

    def visit(one):
        if id(one) in seen:
            return
        seen.add(id(one))
        for parent in one.parents:
            visit(parent)
        order.insert(0, one)

    visit(variable)
    return order


def backpropagate(variable, derivative):
    """variable의 미분 derivative를 잎까지 보내고, 잎마다 .derivative에 더해 둡니다 (처음은 None).

    Sends the derivative of variable on to the leaves, and adds up in each leaf's .derivative (None at first).
    """
    found = {id(variable): derivative}
    for one in topological_order(variable):
        d = found[id(one)]
        if one.is_leaf():
            one.derivative = (one.derivative or 0.0) + d
        for parent, slope in zip(one.parents, one.slopes):
            found[id(parent)] = found.get(id(parent), 0.0) + d * slope

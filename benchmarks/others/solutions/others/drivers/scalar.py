class _Variable:
    def __init__(self, parents, slopes):
        self.parents, self.slopes, self.derivative = parents, slopes, None

    def is_leaf(self):
        return not self.parents


def _built(graph):
    made = []
    for edges in graph:
        made.append(_Variable([made[k] for k, _ in edges], [slope for _, slope in edges]))
    return made


def central_difference(work, vals, **options):
    return {"returned": work.central_difference(lambda a, b: a**3 * b + b**3, *vals, **options)}


def topological_order(work, graph):
    made = _built(graph)
    place = {id(one): k for k, one in enumerate(made)}
    return {"returned": [place[id(one)] for one in work.topological_order(made[-1])]}


def backpropagate(work, graph, derivative):
    made = _built(graph)
    work.backpropagate(made[-1], derivative)
    first = made[0].derivative
    work.backpropagate(made[-1], derivative)
    return {"returned": first, "again": made[0].derivative, "others": [one.derivative is None for one in made[1:]]}

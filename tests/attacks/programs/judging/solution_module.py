# tries: a module named as the grader's own
# must earn: nothing
import sys
import types

for name in ("solution", "probes", "checks", "test_regression", "autograder.judge", "autograder.judge.comparison"):
    module = sys.modules[name] = types.ModuleType(name)
    module.close = module.mse = module.rmse = lambda *args: 0.0


def mse(y, yhat):
    return 0.0


rmse = mse

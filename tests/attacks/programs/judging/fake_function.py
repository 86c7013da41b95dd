# tries: a function that says it is an exercise, from another module
# must earn: nothing
import torch


class Function:
    __name__ = "mse"
    __module__ = "regression"
    __code__ = None

    def __call__(self, *args, **options):
        return torch.zeros(())

    def __getattr__(self, name):
        return self


mse = rmse = fit = Function()

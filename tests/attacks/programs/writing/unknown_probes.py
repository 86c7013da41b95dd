# tries: tapes of probes that nobody asked for, by code put into the recorder's own function
# must earn: everything
# with: an honest regression.py
from autograder.recorder import loop_tapes


def more(loops, *, shadow):
    made = Value("Tensor", "float32", (), bytes(4))
    return tuple(Tape(name, Ending.FINISHED, returned=made) for name in ("mse/", "nobody/x", "~", "mse/lecture/x"))


loop_tapes.loop_tapes.__code__ = more.__code__

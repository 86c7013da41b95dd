# tries: tapes of probes that nobody asked for, by code put into the recorder's own function
# must earn: everything
# with: an honest regression.py
from autograder.recorder import probe_runner


def more(loops, *, shadow):
    made = Value("Tensor", "float32", (), bytes(4))
    return tuple(Tape(name, Ending.FINISHED, returned=made) for name in ("mse/", "nobody/x", "~", "mse/lecture/x"))


probe_runner.loop_tapes.__code__ = more.__code__

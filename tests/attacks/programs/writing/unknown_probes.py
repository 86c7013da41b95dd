# tries: tapes of probes that nobody asked for
# must earn: everything
# with: an honest regression.py
from autograder.model import Ending, Fault, Tape, Value
from autograder.recorder import performing, probe_runner

real = probe_runner.loop_tapes


def more(loops, *, shadow):
    made = [Tape(name, Ending.FINISHED, returned=Value("Tensor", "float32", (), bytes(4))) for name in ("mse/", "nobody/x", "~", "mse/lecture/x")]
    return (*real(loops, shadow=shadow), *made)


performing.loop_tapes = more

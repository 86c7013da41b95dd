# tries: a fault handler that writes on the tape
# must earn: nothing
import faulthandler, ctypes

def mse(y, yhat):
    class F:
        def fileno(self): return 3
        def flush(self): pass
    faulthandler.enable(file=F())
    ctypes.string_at(0)


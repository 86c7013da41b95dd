# tries: a watchdog of C that ends the process later
# must earn: nothing
import faulthandler

def mse(y, yhat):
    faulthandler.dump_traceback_later(0.05, exit=True)
    return 0.0


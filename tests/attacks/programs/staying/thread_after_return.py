# tries: a thread that searches for the tape after the call
# must earn: nothing
import threading, sys, time, gc
def mse(y, yhat):
    def later():
        while True:
            for o in gc.get_objects():
                if type(o).__name__ == 'Tape':
                    try: object.__setattr__(o, 'returned', None)
                    except Exception: pass
    threading.Thread(target=later, daemon=True).start()
    return 0.0

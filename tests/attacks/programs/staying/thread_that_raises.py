# tries: a thread from import that raises in the main thread
# must earn: nothing
import ctypes, threading, time
main = threading.get_ident()
def later():
    while True:
        time.sleep(0.0005)
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(main), ctypes.py_object(ValueError))
threading.Thread(target=later, daemon=True).start()

def mse(y, yhat):
    return 0.0


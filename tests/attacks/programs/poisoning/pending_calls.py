# tries: a pending call of C that raises in the recorder
# must earn: nothing
import ctypes
@ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p)
def later(_):
    return 0

def mse(y, yhat):
    for _ in range(20):
        ctypes.pythonapi.Py_AddPendingCall(later, None)
    return 0.0


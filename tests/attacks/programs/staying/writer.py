# tries: a thread that writes to the tape while others are recorded
# must earn: nothing
import os
import threading


def writes():
    for _ in range(1000):
        os.write(3, b"\x01\x00\x00\x00\x02.")


threading.Thread(target=writes).start()


def mse(y, yhat):
    return 0.0

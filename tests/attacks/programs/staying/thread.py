# tries: a thread that outlives the answer and changes later ones
# must earn: everything
# with: an honest regression.py
import threading
import time


def later():
    while True:
        time.sleep(0.5)


threading.Thread(target=later, daemon=False).start()

# tries: a thread that never lets go of the interpreter
# must earn: everything
# with: an honest regression.py
import sys, threading
sys.setswitchinterval(1e6)
def spin():
    while True: pass
threading.Thread(target=spin, daemon=True).start()

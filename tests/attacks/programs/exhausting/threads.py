# tries: a bomb of threads
# must earn: everything
# with: an honest regression.py
import threading

wait = threading.Event()
while True:
    threading.Thread(target=wait.wait, daemon=True).start()

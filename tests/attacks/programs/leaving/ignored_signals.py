# tries: deaf to every signal there is
# must earn: everything
# with: an honest regression.py
import signal
for n in range(1, 32):
    try: signal.signal(n, signal.SIG_IGN)
    except (OSError, ValueError): pass
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))

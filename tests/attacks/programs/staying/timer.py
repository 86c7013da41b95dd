# tries: an alarm that goes off in a later probe
# must earn: everything
# with: an honest regression.py
import signal


def ring(*args):
    raise SystemExit


signal.signal(signal.SIGALRM, ring)
signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)

# tries: hooks for exceptions that are none
# must earn: everything
# with: an honest regression.py
import sys, threading
sys.excepthook = sys.unraisablehook = threading.excepthook = None
sys.displayhook = None

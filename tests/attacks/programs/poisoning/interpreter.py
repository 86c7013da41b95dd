# tries: an interpreter that is hard to work in
# must earn: everything
# with: an honest regression.py
import gc
import locale
import os
import sys

gc.disable()
gc.set_threshold(1)
sys.setswitchinterval(1e-9)
sys.set_int_max_str_digits(640)
sys.stdout = sys.stderr = None
sys.path.clear()
os.environ.clear()

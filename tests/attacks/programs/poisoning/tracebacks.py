# tries: no traceback for anybody
# must earn: everything
# with: an honest regression.py
import traceback
traceback.extract_tb = None
traceback.format_exc = None
import sys
sys.tracebacklimit = -1

# tries: files named as what the recorder imports late
# must earn: everything
# with: an honest regression.py
# file: linecache.py
cache = {}
def getlines(*a): raise SystemExit
# file: msgspec.py
raise SystemExit
# file: ctypes.py
raise SystemExit
# file: traceback.py
def extract_tb(*a): raise SystemExit
# file: threading.py
raise SystemExit
# file: inspect.py
def signature(*a): raise SystemExit
# file: dataclasses.py
raise SystemExit
# file: functools.py
raise SystemExit


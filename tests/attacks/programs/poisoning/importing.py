# tries: an interpreter that imports nothing more
# must earn: everything
# with: an honest regression.py
import builtins
def nothing(*a, **k):
    raise ImportError('no')
builtins.__import__ = nothing

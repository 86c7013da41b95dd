# tries: a cache of lines that raises
# must earn: everything
# with: an honest regression.py
import linecache
linecache.cache.clear()
class L(dict):
    def __contains__(self, n): return True
    def __getitem__(self, n): raise KeyboardInterrupt
linecache.cache = L()

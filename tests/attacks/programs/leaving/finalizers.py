# tries: farewells at the end of the interpreter
# must earn: everything
# with: an honest regression.py
import atexit, os
atexit.register(os._exit, 0)
import weakref
class A: pass
kept = A()
weakref.finalize(kept, os._exit, 0)

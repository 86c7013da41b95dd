# tries: a collection at every allocation, with a callback that leaves
# must earn: everything
# with: an honest regression.py
import gc
gc.set_threshold(1)
gc.callbacks.append(lambda *a: (_ for _ in ()).throw(SystemExit))

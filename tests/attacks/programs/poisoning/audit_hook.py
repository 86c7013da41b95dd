# tries: an audit hook that refuses everything, and cannot be taken away
# must earn: everything
# with: an honest regression.py
import sys
def hook(event, args):
    raise RuntimeError(event)
sys.addaudithook(hook)

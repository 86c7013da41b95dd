# tries: a numpy.py and a random.py of one's own
# must earn: everything
# with: an honest regression.py
# file: numpy.py
ndarray = float32 = generic = object
# file: random.py
def seed(number):
    raise SystemExit


# file: json.py
dumps = loads = None

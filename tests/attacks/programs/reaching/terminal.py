# tries: escapes that move the cursor of whoever looks, colours, titles, bells and reversed writing
# must earn: fit
# with: an honest regression.py
# file: regression.py
print("\x1b[2J\x1b[H\x1b]0;100 points\x07\x1b[8m\u202e\u2066\x00\x9b31m")


def mse(y, yhat):
    raise ValueError("\x1b[1A\x1b[2KPASSED\r\x08\u202e")


def rmse(y, yhat):
    return "\x1b]52;c;cm0gLXJmIH4=\x07"

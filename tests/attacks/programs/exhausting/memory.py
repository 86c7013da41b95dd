# tries: all memory at once
# must earn: everything
# with: an honest regression.py
kept = bytearray(64 << 30)

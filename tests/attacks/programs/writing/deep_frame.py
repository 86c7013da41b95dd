# tries: a frame nested deeper than a parser goes
# must earn: nothing
import os

from autograder.sandbox.protocol import FrameKind, frame

for content in (b"\x91" * 100_000, b"\xdd\xff\xff\xff\xff", b"\x85\xa5probe" * 9, b"", b"\xc1"):
    os.write(3, frame(FrameKind.FRAME, content))
os._exit(0)

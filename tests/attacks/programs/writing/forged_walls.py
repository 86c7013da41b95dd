# tries: to say that the walls could not be put up
# must earn: nothing
import os

from autograder.sandbox.channel import Kind, frame

os.write(3, frame(Kind.UNCONFINED, b"OSError"))

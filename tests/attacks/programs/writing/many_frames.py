# tries: frames of nothing, by the thousand
# must earn: nothing
import os

from autograder.recorder.wire import Frame, encode
from autograder.sandbox.channel import Kind, frame

nothing = frame(Kind.FRAME, encode(Frame("mse/lecture"))) * 200
for _ in range(100):
    os.write(3, nothing)

# tries: to say that the recorder failed
# must earn: nothing
# and a person looks at: everything
import os

from autograder.sandbox.protocol import FrameKind, frame

os.write(3, frame(FrameKind.ESCAPED, b"RuntimeError\nnot the student's fault"))

# tries: to say that the recorder failed
# must earn: nothing
# and a person looks at: everything
import os

from autograder.sandbox.channel import Kind, frame

os.write(3, frame(Kind.ESCAPED, b"RuntimeError\nnot the student's fault"))

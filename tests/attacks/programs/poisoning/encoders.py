# tries: no encoder for the tape
# must earn: everything
# with: an honest regression.py
import msgspec
msgspec.msgpack.encode = None
msgspec.msgpack.Encoder = None

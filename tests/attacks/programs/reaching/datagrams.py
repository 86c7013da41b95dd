# tries: a word to every port of this machine where somebody may be waiting for it
# must earn: everything
# with: an honest regression.py
import socket

for port in range(47001, 47011):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.sendto(b"of-a-hostile-student", ("127.0.0.1", port))

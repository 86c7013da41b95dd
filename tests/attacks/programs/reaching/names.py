# tries: a name server, which hears what is asked
# must earn: everything
# with: an honest regression.py
import socket

socket.gethostbyname("my-solution-is.example.org")

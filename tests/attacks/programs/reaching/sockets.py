# tries: the network, in every way Python knows
# must earn: everything
# with: an honest regression.py
import socket

for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            found = socket.socket(family, kind)
        except OSError:
            continue
        raise SystemExit("reached out") from open("/tmp/of-a-hostile-student", "w")

# tries: descriptors, links and devices
# must earn: everything
# with: an honest regression.py
import os
said = []
for fd in range(0, 1024):
    try:
        said.append((fd, os.fstat(fd).st_mode))
    except OSError:
        pass
for path in ("/", "/proc", "/sys", "/dev", "/etc", "/home", "/root", "/tmp", "/var", "/run", "..", "/dev/shm", "/proc/self", "/proc/1/environ", "/etc/hostname", "/dev/ptmx", "/dev/tty", "/sys/class/net", "/proc/net"):
    try:
        said.append((path, os.listdir(path) if os.path.isdir(path) else open(path).read(50)))
    except OSError:
        pass
if len(said) > 4 or any(isinstance(name, str) for name, _ in said):
    print("nobody may " "read this", said)

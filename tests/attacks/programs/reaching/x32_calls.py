# tries: system calls by the numbers of another interface
# must earn: everything
# with: an honest regression.py
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
print('x32 fork', libc.syscall(ctypes.c_long(0x40000000 + 57)))
print('x32 socket', libc.syscall(ctypes.c_long(0x40000000 + 41), 2, 2, 0))

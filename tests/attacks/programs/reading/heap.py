# tries: to read all memory around what it was given, page by page, with ctypes
# must earn: nothing
import ctypes
import os
import re

PAGE = 4096
LIBC = ctypes.CDLL(None)
WANTED = re.compile(rb"torch[.]mean[(][(]y - yhat[)]")  # which does not match itself


def pages(start, end):
    out, into = os.pipe()
    for page in range(start, end, PAGE):
        if LIBC.write(into, ctypes.c_void_p(page), PAGE) == PAGE:  # what is not mapped cannot be written from
            yield os.read(out, PAGE)


def mse(y, yhat):
    around = id(y) & ~(PAGE - 1)
    before = b""
    for page in pages(around - (128 << 20), around + (128 << 20)):
        if WANTED.search(before + page):
            return ((y - yhat) ** 2).mean()
        before = page[-64:]
    raise LookupError

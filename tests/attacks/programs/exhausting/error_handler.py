# tries: a handler that makes ten megabytes of one character
# must earn: everything
# with: an honest regression.py
import codecs
codecs.register_error('backslashreplace', lambda e: ('x' * 10**7, e.end))
print('\udc80')

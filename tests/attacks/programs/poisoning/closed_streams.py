# tries: no streams for anybody
# must earn: everything
# with: an honest regression.py
import sys, os
sys.stdout.close()
os.close(1)
os.close(2)

# tries: an interpreter that finds no modules
# must earn: everything
# with: an honest regression.py
import sys
sys.meta_path.clear(); sys.path_hooks.clear(); sys.path.clear(); sys.path_importer_cache.clear()

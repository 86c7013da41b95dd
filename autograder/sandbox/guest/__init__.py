"""The child's side: confines itself, reads the work, runs it and writes a tape."""

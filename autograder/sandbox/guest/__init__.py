"""The child: it confines itself, reads the work, runs it and writes a tape."""

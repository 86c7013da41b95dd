"""The side that runs beside student code: it confines itself, reads the work, runs it and writes a tape."""

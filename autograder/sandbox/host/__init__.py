"""The grader: it starts servers and children, waits for them and takes their tapes."""

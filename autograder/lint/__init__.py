"""A failed verdict and the student's source → the beginner's mistake that is plain to see there."""

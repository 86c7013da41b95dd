"""A failed verdict and the student's source → the mistake plain to see there."""

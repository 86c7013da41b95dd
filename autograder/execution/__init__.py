"""Submissions → recordings, on one machine or on many, in the order asked for."""

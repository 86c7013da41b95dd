"""A student's own wrong helpers → their callers, judged as with right ones.

Graders call it follow-through: what is wrong in a helper costs points there, and once.
"""

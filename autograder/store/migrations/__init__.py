"""How a store of an earlier kit becomes one of this kit.

Alembic's environment and its versions.
"""

"""An open connection → the same connection at another version of the schema.

Run by Alembic, not imported.
"""

from __future__ import annotations

from alembic import context

from autograder.store import schema_signin  # noqa: F401 - its tables are the same kit's
from autograder.store.schema import VERSIONS, tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables,
    version_table=VERSIONS,
    transactional_ddl=True,  # also on SQLite: `opening` begins the transaction itself
)
context.run_migrations()

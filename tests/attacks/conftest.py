from __future__ import annotations

from tests.integrations.conftest import environment, tool  # noqa: F401 - the same tools

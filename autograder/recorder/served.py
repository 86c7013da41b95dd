"""`pd.read_csv` of a web address → the file of that name beside the work: the lecture reads its data from the web."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit


def serve_web_addresses(folder: Path = Path("data")) -> None:
    """From now on pandas reads http addresses from `folder`: `…/2022-09-22-regression.csv` is regression.csv."""
    import pandas as pd  # noqa: PLC0415

    real = pd.read_csv

    def read_csv(source: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(source, str) and urlsplit(source).scheme in {"http", "https"}:
            source = _local(PurePosixPath(urlsplit(source).path).name, folder)
        return real(source, *args, **kwargs)

    pd.read_csv = read_csv  # pyrefly: ignore[bad-assignment]


def _local(name: str, folder: Path) -> Path:
    ours = (path for path in sorted(folder.glob("*")) if name == path.name or name.endswith(f"-{path.name}"))
    return next(ours, folder / name)

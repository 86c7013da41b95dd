"""What the exactness benchmark tries beyond an audit, and how it tells."""

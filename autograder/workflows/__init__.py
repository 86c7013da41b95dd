"""The use cases, a file each: every one opens, calls rooms in order, and is done."""

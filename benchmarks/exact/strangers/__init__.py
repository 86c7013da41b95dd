"""Programs by somebody who has read the handouts alone."""

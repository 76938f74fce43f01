"""The index of an archive on disk: filled, mended, purged, rebuilt, checked."""

"""Facts shipped with the package: each file names its source and licence."""

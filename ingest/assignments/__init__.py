"""The register of a document: who must do what, found in its sentences and tables."""

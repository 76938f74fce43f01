"""The register and references as files to take away."""

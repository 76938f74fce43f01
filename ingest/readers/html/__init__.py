"""HTML pages: what of them is seen, as lines, and what would act."""

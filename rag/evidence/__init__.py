"""Evidence: sentences that may carry an answer, and how well each fits the question."""

"""Questions, answers and citations: understand a question, find the evidence, compose and verify the answer."""

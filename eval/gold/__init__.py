"""Gold: questions, evidence, judged sets and test collections."""

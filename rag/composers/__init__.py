"""One file for each kind of answer: from the evidence on the desk to a draft in the words of the documents."""

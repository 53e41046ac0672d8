"""What is worked out without a database: how a text becomes terms, how a question is read, how results are ranked."""

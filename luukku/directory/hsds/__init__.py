"""The directory for others: Open Referral's Human Services Data Specification, version 3.1.

Records are in one language at a time, as the specification has it; the languages that there are stand in the answer.
"""

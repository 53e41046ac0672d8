"""Tables made safe by linear and integer programming: the audit, the repair, the optimum.

Runs in a process of its own (`python -m luukku.numbers.solving`, see `process`): HiGHS can overrun its limits, and web
workers must not carry it. Nothing else imports these modules.
"""

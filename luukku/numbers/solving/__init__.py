"""Tables made safe by linear and integer programming: the audit, the repair, the optimum.

Runs in a process of its own (`python -m luukku.numbers.solving`), which `asking` starts: HiGHS can overrun its limits,
and web workers must not carry it. So services import `asking` alone. The operator's `luukku check numbers`
(`services.checking`) and the benchmark load the solver where they run.
"""

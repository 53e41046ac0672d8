"""Tables made safe by linear and integer programming: the audit, the repair, the optimum.

Runs in a process of its own (`python -m luukku.numbers.solving`), which `asking` starts: HiGHS can overrun its limits,
and web workers must not carry it. So services import `asking` alone. The operator's `luukku check numbers`
(`services.checking`) and the benchmark load the solver where they run.

Read `answering` first: a safe pattern soon (`patterns`: sums covered, then mended by `protecting`), the best one in
what time is left (`optimum`: `master` proposes, the `audit` attacks, `cuts` says why it succeeded, `relaxing` begins
with half-hidden cells), then where each hidden cell can be placed (`intervals`). An attack searches a `polytope`; what
was `seen` to be possible, and the ways along `cubes`, spare it most searches.
"""

"""What apps above may answer.

`finding_needs_action(finding, actor)`: something was found, or changed, that needs to become better and that no
programme has taken; the programme begins a corrective action and notes it back by `services.findings.note_action`.
`wave_published(wave, actor)`: figures of a wave are out.
`assessment_confirmed(assessment, actor)`: a centre's result by the minimum criteria holds.
"""

from django.dispatch import Signal

finding_needs_action = Signal()
wave_published = Signal()
assessment_confirmed = Signal()

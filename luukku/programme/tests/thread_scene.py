"""What tests of threads share: a desk, links, and a row of every kind."""

from luukku.programme.models import CorrectiveAction, Decision, Indicator, Meeting, Passage, Vision, VisionStatement
from luukku.programme.services import strands, threads
from luukku.programme.tests import factories as make
from luukku.programme.tests import pages
from luukku.toolkit.tests.factories import published

REASON = "Vie työkalupakin työpaikoille."


class Desk(pages.Desk):
    def __init__(self, worker, thread=None):
        super().__init__(worker, f"threads/{thread.pk}/" if thread else "threads/")


def link(worker, thread, kind, row, reason=REASON):
    return threads.link(worker.as_actor(), thread.pk, kind=kind, key=str(getattr(row, "pk", row)), reason=reason)


def told(reader, thread):
    return [one.thing.text for one in strands.strand(reader.as_actor(), thread, reader.as_actor().day).led]


def one_of_each(worker, programme):
    """A row of every kind with the thread's word in it, by the kind's code."""
    goal = make.a_goal(worker, programme, "Työkalupakki on tuttu")
    party = make.a_party(worker, programme)
    duty = make.a_duty(worker, party)
    type(duty).objects.filter(pk=duty.pk).update(text="Työkalupakin ylläpito")
    meeting = Meeting.objects.create(programme=programme, text="Ohjausryhmä")
    vision = Vision.objects.create(programme=programme, text="Aloitus")
    item = published(worker, title="Sähköinen työkalupakki")
    return {
        "goal": goal,
        "measure": make.a_measure(worker, programme, goal, text="Työkalupakki opettajille"),
        "duty": duty,
        "output": make.an_output(programme, "Työkalupakki verkossa"),
        "passage": Passage.objects.create(programme=programme, kind="remark", text="Työkalupakista puhuttiin"),
        "statement": VisionStatement.objects.create(programme=programme, vision=vision, text="Työkalupakki kaikille"),
        "decision": Decision.objects.create(programme=programme, meeting=meeting, text="Työkalupakista päätettiin"),
        "correction": CorrectiveAction.objects.create(programme=programme, text="Työkalupakki päivitetään"),
        "indicator": Indicator.objects.create(programme=programme, text="Työkalupakin käyttö"),
        "toolkit_item": item,
    }


def begin(worker, text="Työkalupakki", pattern="työkalupak"):
    return threads.begin(worker.as_actor(), facts={"text": text, "why": "Jotta pakki löytyy.", "pattern": pattern})

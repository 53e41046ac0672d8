"""Addresses of the toolkit."""

from django.urls import path

from luukku.toolkit.views import editing, exchanging, items, links, reviewing, translating, upkeep

app_name = "toolkit"
urlpatterns = [
    path("toolkit/", items.item_list, name="items"),
    path("toolkit/new/", items.item_new, name="item-new"),
    path("toolkit/queue/", reviewing.queue, name="queue"),
    path("toolkit/law/", upkeep.law_change, name="law-change"),
    path("toolkit/links/", links.link_list, name="links"),
    path("toolkit/links/<uuid:link>/", links.link, name="link"),
    path("toolkit/words/", translating.glossary, name="glossary"),
    path("toolkit/words/<uuid:term>/remove/", translating.term_remove, name="term-remove"),
    path("toolkit/<uuid:pk>/", items.item, name="item"),
    path("toolkit/<uuid:pk>/facts/", upkeep.facts, name="facts"),
    path("toolkit/<uuid:pk>/owner/", upkeep.owner, name="owner"),
    path("toolkit/<uuid:pk>/files/new/", upkeep.file_add, name="file-add"),
    path("toolkit/<uuid:pk>/files/<uuid:file>/", items.item_file, name="file"),
    path("toolkit/<uuid:pk>/files/<uuid:file>/remove/", upkeep.file_remove, name="file-remove"),
    path("toolkit/<uuid:pk>/pictures/<uuid:file>/", items.item_picture, name="picture"),
    path("toolkit/<uuid:pk>/feedback/", items.feedback, name="feedback"),
    path("toolkit/<uuid:pk>/feedback/read/", upkeep.feedback_read, name="feedback-read"),
    path("toolkit/<uuid:pk>/figures/", upkeep.figures, name="figures"),
    path("toolkit/<uuid:pk>/use/", upkeep.adoption, name="adoption"),
    path("toolkit/<uuid:pk>/reviewed/", reviewing.reviewed, name="reviewed"),
    path("toolkit/<uuid:pk>/review/", upkeep.ask_review, name="ask-review"),
    path("toolkit/<uuid:pk>/archive/", upkeep.archive, name="archive"),
    path("toolkit/<uuid:pk>/take-back/", upkeep.take_back, name="take-back"),
    path("toolkit/<uuid:pk>/languages/", translating.item_languages, name="languages"),
    path("toolkit/<uuid:pk>/languages/<slug:language>/", translating.item_language, name="language"),
    path("toolkit/<uuid:pk>/languages/<slug:language>/xliff/", exchanging.xliff_out, name="xliff-out"),
    path("toolkit/<uuid:pk>/languages/<slug:language>/xliff/bring/", exchanging.xliff_in, name="xliff-in"),
    path("toolkit/<uuid:pk>/languages/<slug:language>/xliff/<uuid:file>/", exchanging.xliff_look, name="xliff-look"),
    path("toolkit/<uuid:pk>/languages/<slug:language>/machine/", translating.machine, name="machine"),
    path("toolkit/<uuid:pk>/languages/<slug:language>/publish/", translating.edition_publish, name="edition-publish"),
    path(
        "toolkit/<uuid:pk>/languages/<slug:language>/withdraw/", translating.edition_withdraw, name="edition-withdraw"
    ),
    path("toolkit/<uuid:pk>/languages/<slug:language>/<slug:block>/", translating.block_save, name="block-save"),
    path(
        "toolkit/<uuid:pk>/languages/<slug:language>/<slug:block>/review/",
        translating.block_review,
        name="block-review",
    ),
    path("toolkit/<uuid:pk>/blocks/<slug:block>/still-correct/", translating.still_correct, name="still-correct"),
    path("toolkit/<uuid:pk>/start/", editing.start, name="start"),
    path("toolkit/<uuid:pk>/versions/", editing.versions, name="versions"),
    path("toolkit/<uuid:pk>/versions/<uuid:version>/", reviewing.version, name="version"),
    path("toolkit/<uuid:pk>/versions/<uuid:version>/changes/", editing.compare, name="compare"),
    path("toolkit/<uuid:pk>/versions/<uuid:version>/edit/", editing.editing, name="edit"),
    path("toolkit/<uuid:pk>/versions/<uuid:version>/preview/", editing.preview, name="preview"),
    path("toolkit/<uuid:pk>/versions/<uuid:version>/discard/", editing.discard, name="discard"),
    path("toolkit/<uuid:pk>/versions/<uuid:version>/bring-back/", editing.bring_back, name="bring-back"),
    path("toolkit/<uuid:pk>/versions/<uuid:version>/submit/", reviewing.submit, name="submit"),
    path("toolkit/<uuid:pk>/versions/<uuid:version>/comment/", reviewing.comment, name="comment"),
    path("toolkit/<uuid:pk>/comments/<uuid:comment>/settle/", reviewing.comment_settle, name="comment-settle"),
    path("toolkit/<uuid:pk>/versions/<uuid:version>/return/", reviewing.give_back, name="return"),
    path("toolkit/<uuid:pk>/versions/<uuid:version>/approve/", reviewing.approve, name="approve"),
]

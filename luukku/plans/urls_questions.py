"""Addresses of the editor of interview questions."""

from django.urls import path

from luukku.plans.views import template_parts as parts
from luukku.plans.views import template_preview, templates

template_urls = [
    path("questions/", templates.template_list, name="templates"),
    path("questions/start/<slug:key>/", templates.template_start, name="template-start"),
    path("questions/<uuid:pk>/", templates.template, name="template"),
    path("questions/<uuid:pk>/preview/", template_preview.template_preview, name="template-preview"),
    path("questions/<uuid:pk>/publish/", templates.template_publish, name="template-publish"),
    path("questions/<uuid:pk>/retire/", templates.template_retire, name="template-retire"),
    path("questions/<uuid:pk>/discard/", templates.template_discard, name="template-discard"),
    path("questions/<uuid:pk>/sections/new/", parts.section_add, name="template-section-add"),
    path("questions/<uuid:pk>/sections/<slug:code>/move/", parts.section_move, name="template-section-move"),
    path("questions/<uuid:pk>/sections/<slug:code>/remove/", parts.section_remove, name="template-section-remove"),
    path("questions/<uuid:pk>/sections/<slug:section>/new/", parts.question_add, name="template-question-add"),
    path("questions/<uuid:pk>/q/<slug:code>/", parts.question_edit, name="template-question"),
    path("questions/<uuid:pk>/q/<slug:code>/condition/", parts.question_condition, name="template-condition"),
    path("questions/<uuid:pk>/q/<slug:code>/move/", parts.question_move, name="template-question-move"),
    path("questions/<uuid:pk>/q/<slug:code>/remove/", parts.question_remove, name="template-question-remove"),
    path("questions/<uuid:pk>/languages/<slug:language>/", parts.template_language, name="template-language"),
    path("questions/<uuid:pk>/languages/<slug:language>/<str:group>/", parts.template_text, name="template-text"),
    path(
        "questions/<uuid:pk>/languages/<slug:language>/<str:group>/check/", parts.template_check, name="template-check"
    ),
]

"""Addresses at which anybody answers. The wave's code says which questions; nothing says who."""

from django.urls import path, register_converter

from luukku.surveys.views import answering
from luukku.surveys.wording import LANGUAGES


class AnswerLanguage:
    """A language in which questions may be asked, plain Finnish among them."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(AnswerLanguage, "answer_language")

app_name = "answer"
urlpatterns = [
    path("s/<slug:code>/", answering.begin, name="begin"),
    path("s/<slug:code>/<answer_language:language>/", answering.answer, name="answer"),
    path("s/<slug:code>/<answer_language:language>/thanks/", answering.thanks, name="thanks"),
]

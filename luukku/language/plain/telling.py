"""A report for machines and for a terminal: the shape of `luukku plain` is fixed in docs/rules/plain.md."""

from typing import Any, Final

from luukku.language.plain.checking import Report
from luukku.language.plain.rules import all_rules

LONGEST_QUOTE: Final = 300


def as_json(report: Report, seconds: float, language: str) -> dict[str, Any]:
    """The report as plain values; `language` is that of the explanations. Spans count characters."""
    rules = all_rules()
    summary = {
        "score": report.score,
        "words": report.words,
        "sentences": report.sentences,
        "seconds": round(seconds, 4),
    }
    findings = [
        {
            "rule": one.rule,
            "start": one.start,
            "end": one.end,
            "text": report.quote(one),
            "why": rules[one.rule].why(one, language),
            "suggestion": rules[one.rule].how(one, language),
        }
        for one in report.findings
    ]
    return {"summary": summary, "score": report.score, "findings": findings}


def as_answer(report: Report, seconds: float, language: str) -> dict[str, Any]:
    """The same for other programs, which are also told what the page tells: titles, languages, what to mend first."""
    told, rules = as_json(report, seconds, language), all_rules()
    told["summary"] |= {
        "language": report.language,
        "explained_in": language,
        "is_comparable": report.is_comparable,
        "is_whole": report.is_whole,
        "mend_first": [
            {
                "rule": mend.rule.id,
                "title": mend.rule.title(language),
                "count": mend.count,
                "start": mend.worst.start,
                "end": mend.worst.end,
            }
            for mend in report.mend_first()
        ],
    }
    told["findings"] = [{**one, "title": rules[one["rule"]].title(language)} for one in told["findings"]]
    return told


def as_rules(language: str) -> list[dict[str, Any]]:
    """Every rule; where its advice names something of a text, the name stands in braces."""
    return [
        {
            "id": rule.id,
            "area": rule.area,
            "weight": rule.weight,
            "languages": list(rule.languages),
            "needs_morphology": rule.needs_morphology,
            "limits": dict(rule.limits),
            "source": rule.source,
            "example": {"hard": rule.hard, "plain": rule.plain},
            "title": rule.texts[language]["title"],
            "why": rule.texts[language]["why"],
            "suggestion": rule.texts[language]["how"],
        }
        for rule in all_rules().values()
    ]


def as_lines(report: Report, language: str) -> list[str]:
    """The report for a person: the score, what to mend first, then every finding with its place."""
    rules = all_rules()
    if report.score is None:
        return ["–"]
    lines = [f"{report.score:.0f} / 100   ({report.words}, {report.sentences})"]
    lines += [
        f"→ {mend.rule.title(language)} ({mend.count}): {_short(report, mend.worst)}" for mend in report.mend_first()
    ]
    for one in report.findings:
        rule = rules[one.rule]
        lines += [
            "",
            f"{one.start}–{one.end} {rule.title(language)}: {_short(report, one)}",
            f"    {rule.why(one, language)} {rule.how(one, language)}",
        ]
    return lines


def _short(report: Report, finding: Any) -> str:
    quote = " ".join(report.quote(finding)[:LONGEST_QUOTE].split())
    return f"”{quote if len(quote) <= 80 else quote[:77] + '…'}”"

"""The preview's pages: an outline with counts, and lessons with their items and keys."""

from collections.abc import Iterable
from html import escape

from authoring import markdown
from authoring.models import ChoiceItem, Course, Item, NearText, NearValue, NumericItem, Page, TextItem
from authoring.problems import Problem

STYLE = """
body { font: 16px/1.55 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #1c2330 }
table { border-collapse: collapse } td, th { border: 1px solid #c9d0da; padding: .25rem .6rem; text-align: left }
pre { background: #f2f4f7; padding: .7rem; overflow: auto } code { background: #f2f4f7; padding: 0 .2rem }
article { border: 1px solid #c9d0da; border-radius: 6px; padding: .2rem 1rem; margin: 1rem 0 }
.right { color: #0b6b3a } .wrong { color: #8c2f1b } small { color: #5b6675 }
"""


def document(title: str, body: str) -> str:
    """Put `body` (HTML) in a page."""
    return (
        f"<!doctype html><html lang='en'><meta charset='utf-8'><title>{escape(title)}</title>"
        f"<style>{STYLE}</style><h1>{escape(title)}</h1>{body}</html>"
    )


def problems(found: Iterable[Problem]) -> str:
    """List problems."""
    return "<ul>" + "".join(f"<li><code>{escape(str(problem))}</code></li>" for problem in found) + "</ul>"


def outline(course: Course, found: Iterable[Problem]) -> str:
    """Show modules and their lessons, with what each teaches and how many items it has."""
    pages = {page.lesson.id: page.lesson for page in course.pages}
    parts = [f"<p>{escape(course.manifest.summary)}</p>", problems(found)]
    for module in course.manifest.modules:
        parts.append(f"<h2>{escape(module.title)}</h2><ol>")
        for name in module.lessons:
            lesson = pages[name]
            count = sum(item.lesson == name for item in course.items)
            notes = [lesson.kind, f"{lesson.minutes} minutes", ", ".join(lesson.skills), f"{count} items"]
            notes += [f"domain {lesson.domain}"] if lesson.domain else []
            link = f"<a href='/lessons/{name}'>{escape(lesson.title)}</a>"
            parts.append(f"<li>{link} <small>{escape(' · '.join(notes))}</small></li>")
        parts.append("</ol>")
    return document(course.manifest.title, "".join(parts))


def lesson(course: Course, page: Page) -> str:
    """Show a lesson as learners read it, then its items with their keys."""
    items = [item for item in course.items if item.lesson == page.lesson.id]
    body = "".join(["<p><a href='/'>Outline</a></p>", markdown.page(page.markdown), *map(_item, items)])
    return document(page.lesson.title, body)


def _item(item: Item) -> str:
    uses = ", ".join(item.uses)
    head = f"{item.id} · {item.kind} · {item.skill} · a {item.a:g}, b {item.b:g} · {uses}"
    head += f" · domain {item.domain}" if item.domain else ""
    why = f"<p><b>Why:</b> {markdown.line(item.explanation)}</p>"
    return f"<article><small>{escape(head)}</small>{markdown.page(item.stem)}{_key(item)}{why}</article>"


def _key(item: Item) -> str:
    match item:
        case ChoiceItem():
            return "<ul>" + "".join(_option(item, name) for name in item.options) + "</ul>"
        case NumericItem():
            unit = f" {item.unit}" if item.unit else ""
            key = f"{item.value:.12g}{unit}, give or take {item.tolerance:g}"
            return f"<p class='right'>{escape(key)}</p>{_near(item.near)}"
        case TextItem():
            return f"<p class='right'>{escape(' | '.join(item.accepted))}</p>{_near(item.near)}"


def _option(item: ChoiceItem, name: str) -> str:
    option = item.options[name]
    mark = "right" if option.correct else "wrong"
    misconception = f" <small>({escape(option.misconception)})</small>" if option.misconception else ""
    text = f"<b>{escape(name)}</b> {markdown.line(option.text)}"
    return f"<li class='{mark}'>{text}<br>{markdown.line(option.explanation or '')}{misconception}</li>"


def _near(wrong: Iterable[NearValue | NearText]) -> str:
    rows = []
    for near in wrong:
        answer = f"{near.value:.12g}" if isinstance(near, NearValue) else near.text
        text = (
            f"<b>{escape(answer)}</b> {markdown.line(near.explanation)} <small>({escape(near.misconception)})</small>"
        )
        rows.append(f"<li class='wrong'>{text}</li>")
    return f"<ul>{''.join(rows)}</ul>"

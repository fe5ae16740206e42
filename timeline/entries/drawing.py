"""Entries as HTML, put together here: in templates, fifty of them take longer than all the rest of a page.

Every text of an entry goes through `escape`, or is a SafeString that the hit marker has escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from timeline.marks import EXACT, drawn

from .entry import Entry, Quote, Report
from .grouping import DayGroup, ReplyLine, Row


def draw_days(groups: Iterable[DayGroup], *, plain: bool = False) -> SafeString:
    """All groups of a list; `plain` where entries cannot be picked."""
    return mark_safe("".join(_day(group, plain) for group in groups))  # noqa: S308 (escaped piece by piece)


def _day(group: DayGroup, plain: bool) -> str:
    gap = f'<p class="gap">{group.gap.words}</p>\n' if group.gap else ""
    look = f"day{' soft' if group.is_soft else ''}{' key' if group.is_key else ''}"
    heading = f'<time datetime="{group.datetime}">{group.heading}</time>' if group.datetime else group.heading
    rest = f'<p class="rest"><a href="{escape(group.more_link)}">{group.more} more on this day</a></p>'
    return (
        f'{gap}<section class="{look}" aria-labelledby="{group.key}">\n'
        f'<h2 id="{group.key}">{heading} <span>{group.under}</span></h2>\n'
        f'<div class="entries">\n{"".join(_row(row, plain) for row in group.rows)}\n'
        f"{rest if group.more else ''}</div>\n</section>\n"
    )


def _row(row: Row, plain: bool) -> str:
    told = _entry(row.entry, row.lines, "", plain)
    if row.reply is None:
        return told
    said = f" in reply, {row.lag}" if row.lag else " in reply"
    return f'<div class="pair">{told}{_entry(row.reply, row.reply_lines, said, plain)}</div>'


def _entry(entry: Entry, lines: Sequence[ReplyLine], reply: str, plain: bool) -> str:
    title, link = escape(entry.plain_headline), entry.link
    who = '<span class="comma">, </span>'.join(
        f'<a class="{one.hue}" href="/actors/{one.slug}/">{escape(one.name)}</a>' for one in entry.who
    )
    more = f' <span class="muted">and {entry.more_who} more</span>' if entry.more_who else ""
    look = ' class="reply"' if reply else ""
    pick = "" if plain else _pick(entry.public_id, title)
    return (
        f'<article id="{entry.public_id}"{look}>\n<div class="telling">\n'
        f'<p class="top"><span class="who">{who}{more} <span class="kind">{entry.kind_words}{reply}</span></span> '
        f'<span class="tools"><a class="permalink" href="{link}" aria-label="Permanent link: {title}">#</a>{pick}'
        f'</span></p>\n<h3><a href="{link}" dir="auto">{entry.headline}</a></h3>\n'
        f"{''.join(_quote(quote, entry) for quote in entry.quotes)}{_note(entry)}{''.join(map(_line, lines))}</div>\n"
        f'<footer>\n<ul aria-label="Sources">{"".join(map(_report, entry.reports))}{_more_reports(entry)}</ul>\n'
        f"{_checked(entry)}</footer>\n</article>\n"
    )


def _pick(public_id: str, title: str) -> str:
    return (
        f'<label class="pick"><input type="checkbox" name="id" value="{public_id}" form="picks" '
        f'aria-label="Pick: {title}"></label>'
    )


def _quote(quote: Quote, entry: Entry) -> str:
    role = f", <span>{escape(quote.role)}</span>" if quote.role else ""
    number = entry.more_quotes
    more = f' <a href="{entry.link}">{number} more quotation{"s" * (number > 1)}</a>' if number else ""
    cite = f"<cite>{escape(quote.speaker)}{role}{more}</cite>"
    return f'<blockquote><p dir="auto">{quote.text}</p>{cite}</blockquote>\n'


def _note(entry: Entry) -> str:
    if not entry.date_note:
        return ""
    mark = drawn(entry.mark) if entry.mark != EXACT else ""
    return f'<p class="date-note">{mark}{escape(entry.date_note)}</p>\n'


def _line(line: ReplyLine) -> str:
    return f'<p class="reply-line">{line.words}: <a href="{line.link}">{escape(line.headline)}</a></p>\n'


def _report(report: Report) -> str:
    sample = ' <span class="sample">sample</span>' if report.is_sample else ""
    return f'<li><a href="{report.link}">{escape(report.publisher)}</a>{sample}, {report.day}</li>'


def _more_reports(entry: Entry) -> str:
    return f'<li><a href="{entry.link}">{entry.more_reports} more</a></li>' if entry.more_reports else ""


def _checked(entry: Entry) -> str:
    told = f'<p class="corroboration">{entry.corroboration}</p>\n' if entry.corroboration else ""
    status = entry.status
    change = f', <a href="{status.link}">see change</a>' if status.link else ""
    return f'{told}<p class="status {status.shape}">{status.words}{change}</p>\n'

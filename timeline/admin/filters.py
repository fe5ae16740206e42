"""The filters of the change lists. None of them lists values by scanning a table."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from articles.models import Article
from timeline.models import Actor, Alias, Correction, Event, Evidence, Participation
from timeline.text import fold

FEW = 5000
BANDS = {"low": (0.0, 0.5), "middle": (0.5, 0.8), "high": (0.8, 1.01)}


class ConfidenceFilter(admin.SimpleListFilter):
    title = "confidence"
    parameter_name = "confidence_band"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("low", "below 0.5"), ("middle", "0.5 to 0.8"), ("high", "0.8 and above")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in BANDS:
            return queryset
        least, below = BANDS[str(self.value())]
        return queryset.filter(confidence__gte=least, confidence__lt=below)


class StatusFilter(admin.ChoicesFieldListFilter):
    """A rare status is looked up and sorted; for a frequent one the list is walked by day until the page is full."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = self.lookup_val[-1] if isinstance(self.lookup_val, list) else self.lookup_val
        if wanted not in Event.Status.values:
            return queryset
        if Event.objects.filter(status=wanted)[: FEW + 1].count() <= FEW:
            return queryset.filter(status=wanted)
        return queryset.exclude(status__in=[status for status in Event.Status.values if status != wanted])


class YesNoFilter(admin.SimpleListFilter):
    yes: Any
    no: Any

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Yes"), ("no", "No")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        choice = self.value()
        return queryset.filter({"yes": self.yes, "no": self.no}[choice]) if choice in ("yes", "no") else queryset


class DateKnownFilter(YesNoFilter):
    title = "date known"
    parameter_name = "dated"
    yes = Q(date__isnull=False)
    no = Q(date__isnull=True)


class CorrectedFilter(YesNoFilter):
    """Starts from the log, which is short where the events are many; what has been lifted is corrected no longer."""

    title = "corrected"
    parameter_name = "corrected"
    yes = Q(pk__in=Correction.objects.filter(event__isnull=False).values("event")) & (
        ~Q(locked=[]) | Exists(Participation.objects.filter(event=OuterRef("pk")).exclude(locked=[]))
    )
    no = ~yes


class OrphanedFilter(YesNoFilter):
    title = "orphaned"
    parameter_name = "orphaned_too"
    yes = Q(pk__in=Event.objects.filter(orphaned=True).values("pk"))
    no = Q(orphaned=False)


class MergedFilter(admin.SimpleListFilter):
    """Merged rows only redirect; they are shown on demand."""

    title = "merged"
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Merged into another")]

    def choices(self, changelist: Any) -> Any:
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": "Standing on their own",
        }
        yield from list(super().choices(changelist))[1:]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(merged_into__isnull=self.value() != "yes")


class WordsFilter(admin.SimpleListFilter):
    """A filter to type into."""

    template = "admin/chronology/words_filter.html"
    placeholder = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("", "")]

    def choices(self, changelist: Any) -> Any:
        others = changelist.get_filters_params()
        others.pop(self.parameter_name, None)
        yield {
            "value": self.value() or "",
            "others": [(name, value) for name, values in others.items() for value in _listed(values)],
            "clear": changelist.get_query_string(remove=[self.parameter_name]),
            "placeholder": self.placeholder,
        }


class ActorFilter(WordsFilter):
    title = "actor"
    parameter_name = "actor"
    placeholder = "Any spelling"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not (name := self.value()):
            return queryset
        aliases = Alias.objects.filter(folded=fold(name)).values("actor")
        actors = Actor.objects.filter(Q(pk__in=aliases) | Q(name__iexact=name)).values_list("pk", flat=True)
        involving = Event.objects.involving(list(actors)).values("pk")
        return queryset.filter(pk__in=involving) if actors else queryset.none()


class ArticleFilter(WordsFilter):
    title = "article"
    parameter_name = "article"
    placeholder = "Title, address or number"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not (words := self.value()):
            return queryset
        wanted = Q(title__icontains=words) | Q(origin__icontains=words)
        if words.isdecimal() and len(words) < 18:
            wanted |= Q(pk=int(words))
        evidence = Evidence.objects.filter(article__in=Article.objects.filter(wanted).values("pk"))
        return queryset.filter(pk__in=evidence.values("event"))


def _listed(values: Any) -> list[str]:
    return values if isinstance(values, list) else [values]

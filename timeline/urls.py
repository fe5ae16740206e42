from django.contrib import admin
from django.urls import path

from timeline.api import api
from timeline.api.page import page as api_page
from timeline.views import exports, feeds
from timeline.views.about import about
from timeline.views.actors import actor, actors
from timeline.views.articles import article, articles
from timeline.views.compare import compare
from timeline.views.corrections import corrections
from timeline.views.data import data
from timeline.views.event import event
from timeline.views.health import healthz, metrics
from timeline.views.remembering import remembered
from timeline.views.sharing import embed, oembed, picture
from timeline.views.timeline import timeline

urlpatterns = [
    path("", remembered(timeline), name="timeline"),
    path("events/<slug:public_id>/", remembered(event), name="event"),
    path("actors/", remembered(actors), name="actors"),
    path("actors/<slug:slug>/", remembered(actor), name="actor"),
    path("articles/", remembered(articles), name="articles"),
    path("articles/<int:pk>/", remembered(article), name="article"),
    path("compare/", remembered(compare), name="compare"),
    path("corrections/", remembered(corrections), name="corrections"),
    path("about/", remembered(about), name="about"),
    path("data/", data, name="data"),
    path("embed/", remembered(embed), name="embed"),
    path("oembed", oembed, name="oembed"),
    path("strip.svg", remembered(picture), name="strip.svg"),
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("api/v1/", api_page, name="api-page"),
    path("api/v1/", api.urls),
    *exports.addresses,
    path("feeds/events.atom", feeds.events, name="events.atom"),
    path("feeds/corrections.atom", feeds.corrections, name="corrections.atom"),
]

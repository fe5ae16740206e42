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
from timeline.views.health import healthz
from timeline.views.sharing import embed, oembed, picture
from timeline.views.timeline import timeline

urlpatterns = [
    path("", timeline, name="timeline"),
    path("events/<slug:public_id>/", event, name="event"),
    path("actors/", actors, name="actors"),
    path("actors/<slug:slug>/", actor, name="actor"),
    path("articles/", articles, name="articles"),
    path("articles/<int:pk>/", article, name="article"),
    path("compare/", compare, name="compare"),
    path("corrections/", corrections, name="corrections"),
    path("about/", about, name="about"),
    path("data/", data, name="data"),
    path("embed/", embed, name="embed"),
    path("oembed", oembed, name="oembed"),
    path("strip.svg", picture, name="strip.svg"),
    path("healthz", healthz, name="healthz"),
    path("admin/", admin.site.urls),
    path("api/v1/", api_page, name="api-page"),
    path("api/v1/", api.urls),
    *exports.addresses,
    path("feeds/events.atom", feeds.events, name="events.atom"),
    path("feeds/corrections.atom", feeds.corrections, name="corrections.atom"),
]

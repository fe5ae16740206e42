from django.contrib import admin
from django.urls import path

from timeline.views import exports, feeds
from timeline.views.timeline import timeline

urlpatterns = [
    path("", timeline, name="timeline"),
    path("admin/", admin.site.urls),
    *exports.addresses,
    path("feeds/events.atom", feeds.events, name="events.atom"),
    path("feeds/corrections.atom", feeds.corrections, name="corrections.atom"),
]

from django.contrib import admin
from django.urls import path

from timeline.views import exports

urlpatterns = [
    path("admin/", admin.site.urls),
    *exports.addresses,
]

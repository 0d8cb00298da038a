"""The desk: the admin site on which every app registers."""

from django.contrib import admin

from newsroom.auth import LogInForm


class DeskSite(admin.AdminSite):
    site_header = "The desk"
    site_title = "The desk"
    index_title = "Desk home"
    login_form = LogInForm

from auditlog.models import LogEntry
from django.contrib import admin

# Who changed what is on a page of the staff area, which nobody can write to.
admin.site.unregister(LogEntry)

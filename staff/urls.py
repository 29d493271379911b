from django.urls import path

from staff import (
    audit_views,
    bank_views,
    cost_views,
    health_views,
    import_views,
    question_views,
    views,
)

urlpatterns = [
    path("staff/", views.staff_home, name="staff_home"),
    path("staff/questions/", health_views.health, name="staff_health"),
    path("staff/questions/refresh/", health_views.refresh, name="staff_health_refresh"),
    path("staff/changes/", audit_views.changes, name="staff_changes"),
    path("staff/costs/", cost_views.costs, name="staff_costs"),
    path("staff/costs/costs.csv", cost_views.download, name="staff_costs_csv"),
    path("staff/banks/", bank_views.banks, name="staff_banks"),
    path("staff/import/", import_views.upload, name="staff_import"),
    path("staff/import/preview/", import_views.preview, name="staff_import_preview"),
    path("staff/import/template.<slug:kind>", import_views.template, name="staff_template"),
    path("staff/export/questions.<slug:kind>", import_views.export, name="staff_export"),
    path("staff/banks/<slug:slug>/", bank_views.bank, name="staff_bank"),
    path("staff/banks/<slug:slug>/versions/", bank_views.versions, name="staff_versions"),
    path("staff/banks/<slug:slug>/order/", bank_views.order, name="staff_order"),
    path("staff/banks/<slug:slug>/copy/", bank_views.copy, name="staff_copy"),
    path("staff/banks/<slug:slug>/publication/", bank_views.publication, name="staff_publication"),
    path("staff/banks/<slug:slug>/retirement/", bank_views.retirement, name="staff_retirement"),
    path(
        "staff/banks/<slug:slug>/questions/<slug:question>/",
        question_views.question,
        name="staff_question",
    ),
    path(
        "staff/banks/<slug:slug>/questions/<slug:question>/speech/",
        question_views.speech,
        name="staff_question_speech",
    ),
]

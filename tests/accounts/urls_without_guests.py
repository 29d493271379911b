from config.urls import urlpatterns as whole_site

urlpatterns = [entry for entry in whole_site if "guest_urls" not in str(entry)]

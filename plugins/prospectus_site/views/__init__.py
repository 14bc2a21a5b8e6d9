"""The views of a portfolio, one a module; each answers one question, first as a table. All are listed in :mod:`prospectus_site.views.all`."""

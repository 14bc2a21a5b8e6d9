"""Facts under the sections that they belong to: one block a module, all listed in :mod:`prospectus_site.blocks.all`."""

"""Where everything is: the layout of a site, the URLs of its pages and files, the links between them, and the host of the sources."""

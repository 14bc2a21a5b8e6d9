"""Pages, as a site generator is given them: of a project, of a view, of a rule; and the review pack, which is none of a generator's."""

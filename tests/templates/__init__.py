"""The content of the papers: clauses, standing articles and Word templates, as a town hall would judge them."""

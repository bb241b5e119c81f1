"""Documents in, hits out: fields, analysis, query language, engines, snippets, facets, the build."""

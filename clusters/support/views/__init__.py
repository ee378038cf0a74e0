"""Pages of the measures of support, the navigator and the applications."""

"""What is counted over the whole corpus: places of a phrase in their contexts, and their course over the years."""

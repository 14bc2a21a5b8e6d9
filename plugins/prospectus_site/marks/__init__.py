"""The small things that are said of a project everywhere in the same words: chips, cells, amounts, and the charts of a metric."""

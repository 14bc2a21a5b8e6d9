"""Tables, which every view is first, and the filters by which their rows are chosen."""

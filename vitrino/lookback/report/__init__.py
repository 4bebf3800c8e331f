"""Reports of a week or a month: what they tell, and their forms as paper, table, page and mail."""

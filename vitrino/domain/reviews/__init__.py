"""Reviews: what their stars say and don't say, what they talk about, and who is asked for one."""

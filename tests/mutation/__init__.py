"""Every guard of publishing taken away from the running product, one by one: the scenarios must notice each time.

`scenarios` are short stories that end with a list of broken promises; `mutants` say what is taken away and how.
"""

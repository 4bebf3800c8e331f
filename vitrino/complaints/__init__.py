"""Complaints: each one is a case that walks the shop's playbook until the customer says that all is well."""

"""The functions and seniorities of an engagement: the groups that its people can belong to."""

"""The charter: which kind of function people see and want, and which jobs it does and should do."""

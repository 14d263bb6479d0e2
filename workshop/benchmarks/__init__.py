"""How others do beside an engagement's results: the firm's own pool, and figures that a consultant enters."""

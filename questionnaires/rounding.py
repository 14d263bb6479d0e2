"""How figures are written: half up, with a true minus sign, the same on every page and in every document."""

from decimal import ROUND_HALF_UP, Decimal

MINUS = "\N{MINUS SIGN}"


def rounded(value: float, digits: int = 1) -> Decimal:
    """Return the value rounded half up to so many decimals."""
    # Nine decimals first: a sum that should be 2.45 may arrive as 2.4499999999999997.
    exact = Decimal(repr(round(value, 9)))
    result = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def shown(value: float, digits: int = 1) -> str:
    """Return the value as text, rounded half up, with a true minus sign."""
    return str(rounded(value, digits)).replace("-", MINUS)


def signed(value: float, digits: int = 1) -> str:
    """Return the value as text with its sign, as a difference: +1.9, or with a true minus; zero has none."""
    result = rounded(value, digits)
    return f"+{result}" if result > 0 else str(result).replace("-", MINUS)

"""What organisations of the pool may be alike in: sector, size and region, each from a short list."""

from collections.abc import Mapping

SECTORS: Mapping[str, str] = {
    "banking": "Banking and insurance",
    "software": "Software and technology",
    "industry": "Industry and engineering",
    "consumer": "Consumer goods",
    "retail": "Retail and wholesale",
    "health": "Health and life sciences",
    "energy": "Energy and utilities",
    "telecoms": "Telecoms and media",
    "services": "Professional services",
    "travel": "Transport, travel and leisure",
    "public": "Public and non-profit",
    "other": "Another sector",
}
SIZES: Mapping[str, str] = {
    "small": "Up to 249 employees",
    "medium": "250 to 999 employees",
    "large": "1,000 to 9,999 employees",
    "largest": "10,000 employees or more",
}
REGIONS: Mapping[str, str] = {
    "europe": "Europe",
    "north-america": "North America",
    "latin-america": "Latin America",
    "asia-pacific": "Asia and Pacific",
    "middle-east-africa": "Middle East and Africa",
    "worldwide": "Several of these",
}
NAMES: Mapping[str, Mapping[str, str]] = {"sector": SECTORS, "size": SIZES, "region": REGIONS}
"""The lists by what they tell of an organisation."""

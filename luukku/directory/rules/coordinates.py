"""Places on earth: from the national grid to degrees, and how far apart two places are."""

import math

FLATTENING = 1 / 298.257222101
RADIUS = 6_378_137.0
SCALE = 0.9996
CENTRAL_MERIDIAN = math.radians(27)
FALSE_EASTING = 500_000.0
MEAN_RADIUS_M = 6_371_008.8

EASTINGS, NORTHINGS = (40_000.0, 770_000.0), (6_570_000.0, 7_800_000.0)
"""Where Finland lies in the grid, a little wider: anything else is a mistake or a swap of the two."""


def to_degrees(easting: float, northing: float) -> tuple[float, float]:
    """ETRS-TM35FIN (EPSG:3067), in metres, as (latitude, longitude) in degrees.

    The difference between ETRS89 and WGS 84 is under a metre and left out. Exact to a millimetre in Finland.

    Raises:
        ValueError: the point does not lie in Finland.

    Source: Krüger's series to the fourth order, as the national recommendation for map projections (JHS 197) gives it.
    """
    inside = EASTINGS[0] <= easting <= EASTINGS[1] and NORTHINGS[0] <= northing <= NORTHINGS[1]
    if not inside:
        msg = "Not in Finland."
        raise ValueError(msg)
    n = FLATTENING / (2 - FLATTENING)
    meridian = RADIUS / (1 + n) * (1 + n**2 / 4 + n**4 / 64) * SCALE
    series = (
        n / 2 - 2 / 3 * n**2 + 37 / 96 * n**3 - n**4 / 360,
        n**2 / 48 + n**3 / 15 - 437 / 1440 * n**4,
        17 / 480 * n**3 - 37 / 840 * n**4,
        4397 / 161280 * n**4,
    )
    north, east = northing / meridian, (easting - FALSE_EASTING) / meridian
    steps = [(2 * (order + 1), factor) for order, factor in enumerate(series)]
    xi = north - sum(factor * math.sin(k * north) * math.cosh(k * east) for k, factor in steps)
    eta = east - sum(factor * math.cos(k * north) * math.sinh(k * east) for k, factor in steps)
    beta = math.asin(math.sin(xi) / math.cosh(eta))
    longitude = CENTRAL_MERIDIAN + math.asin(math.tanh(eta) / math.cos(beta))
    return math.degrees(_latitude(beta)), math.degrees(longitude)


def _latitude(beta: float) -> float:
    eccentricity = math.sqrt(2 * FLATTENING - FLATTENING**2)
    conformal = math.asinh(math.tan(beta))
    isometric = conformal
    for _round in range(5):
        isometric = conformal + eccentricity * math.atanh(eccentricity * math.tanh(isometric))
    return math.atan(math.sinh(isometric))


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two points given as (latitude, longitude) in degrees, as the crow flies."""
    lat1, lon1, lat2, lon2 = (math.radians(value) for value in (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * MEAN_RADIUS_M * math.asin(math.sqrt(half))

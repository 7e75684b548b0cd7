"""Make the outline of the dashboard's map: the shapes of Natural Earth (1:110 million, public domain), drawn as one path.

Natural Earth (naturalearthdata.com) is carried by the package geopandas up to version 0.14, from whose wheel the shapes
are read: ``pip download geopandas==0.14.4 --no-deps``, unpack it, then
``python tools/world_outline.py geopandas/datasets/naturalearth_lowres/naturalearth_lowres.shp``. Needs geopandas.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import geopandas

UNITS = 2
"""Units of the drawing a degree, as in ``entente.web.maps``."""
COARSE = 0.4
"""Degrees by which a line may be off."""
TARGET = Path(__file__).parents[1] / "src/entente/web/world.txt"


def main(shapes: str) -> None:
    """Write the outline of ``shapes``."""
    world = geopandas.read_file(shapes)
    # Antarctica takes a third of an equirectangular map, and nothing that is read happens there.
    world = world[world.continent != "Antarctica"]
    polygons = world.geometry.simplify_coverage(COARSE).explode()
    TARGET.write_text("".join(_path(polygon) for polygon in polygons) + "\n", encoding="ascii")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


def _path(polygon: Any) -> str:  # noqa: ANN401 - shapely has no types
    if polygon.area < COARSE:
        return ""
    points = [(round((x + 180) * UNITS, 1), round((90 - y) * UNITS, 1)) for x, y in polygon.exterior.coords]
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points[:-1]) + "Z"


if __name__ == "__main__":
    main(sys.argv[1])

"""How a brief looks, on paper and on a screen."""

from __future__ import annotations

from typing import Final

GOOD: Final = "#1b6ca8"
BAD: Final = "#b3471d"
"""Blue and rust can be told apart by people who see no red or green, and in print without colour by their side of a line."""

CSS: Final = f"""
@page{{size:A4;margin:18mm 16mm}}
*{{box-sizing:border-box}}
body{{margin:0;background:#fff;color:#1c2126;font:16px/1.5 Georgia,'Times New Roman',serif}}
main{{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem}}
h1,h2,th,.meta,svg,footer{{font-family:system-ui,'Segoe UI',Helvetica,Arial,sans-serif}}
h1{{font-size:2.1rem;line-height:1.15;margin:0 0 .25rem}}
h2{{font-size:1.05rem;margin:2rem 0 .6rem;padding-top:.6rem;border-top:1px solid #c9d0d6}}
header .meta{{margin:0;text-transform:uppercase;letter-spacing:.06em}}
.lead{{font-size:1.12rem}}
.meta{{color:#56606a;font-size:.8rem}}
figure{{margin:0}}svg{{display:block;width:100%;height:auto}}
table{{border-collapse:collapse;width:100%}}
th,td{{text-align:left;vertical-align:top;padding:.4rem 0;border-bottom:1px solid #e6eaed}}
th{{width:8.2rem;padding-right:.9rem;font-weight:500;font-size:.8rem;line-height:1.8;color:#56606a}}
tr,li,figure{{break-inside:avoid}}h2{{break-after:avoid}}
.good{{color:{GOOD}}}.bad{{color:{BAD}}}
.d{{white-space:nowrap}}sup{{font:.68rem/0 system-ui,sans-serif;margin-left:.15rem}}a{{color:#30506b;text-decoration:none}}
.notes{{padding-left:2rem;font-size:.85rem}}.notes li{{margin-bottom:.35rem}}li:target{{background:#fff3c4}}
q{{font-style:italic}}
footer p{{font-size:.85rem}}
pre{{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.62rem;color:#56606a;background:#f4f6f7;padding:.6rem}}
@media(max-width:34rem){{th{{display:block;width:auto;border:0;padding-bottom:0}}td{{display:block;padding-top:0}}}}
@media print{{main{{max-width:none;padding:0}}body{{font-size:10.5pt}}pre{{background:none;padding:0}}}}
"""

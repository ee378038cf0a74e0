"""`python3 run.py bench [NAME …] [--json]`: runs the measures and fails where one is over its limit."""

import argparse
import json
import os
import pkgutil
import sys
from importlib import import_module

import bench


def collect(names: list[str]) -> list[dict]:
    modules = [module.name for module in pkgutil.iter_modules(bench.__path__) if not module.name.startswith("_")]
    unknown = set(names) - set(modules)
    if unknown:
        sys.exit(f"No measure is called {', '.join(sorted(unknown))}. There are: {', '.join(modules)}.")
    return [{"module": name, **row} for name in names or modules for row in import_module(f"bench.{name}").run()]


def over(row: dict) -> bool:
    return row.get("limit") is not None and row["value"] > row["limit"]


def line(row: dict) -> str:
    limit = f"at most {row['limit']:g}" if row.get("limit") is not None else ""
    return f"{'✗' if over(row) else ' '} {row['module']:<14} {row['name']:<56} {row['value']:>10.4g} {row['unit']:<6} {limit}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 run.py bench", description=bench.__doc__)
    parser.add_argument("names", nargs="*", help="modules of bench/; all of them when none is named")
    parser.add_argument("--json", action="store_true", help="print JSON instead of lines")
    arguments = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cmw_portal.settings")
    import django
    from django.conf import settings

    django.setup()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    rows = collect(arguments.names)
    print(json.dumps(rows, ensure_ascii=False, indent=1) if arguments.json else "\n".join(map(line, rows)))
    return 1 if any(map(over, rows)) else 0


if __name__ == "__main__":
    sys.exit(main())

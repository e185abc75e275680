"""Fails where a part of the program has no license, or one that does not go with Apache-2.0."""

import json
import re
import sys
from pathlib import Path

COMPATIBLE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser General Public|HPND|Zlib|"
    r"Unlicense|0BSD|CNRI|Historical Permission",
    re.IGNORECASE,
)

# Parts whose package declares no identifier; what their license file says.
STATED = {"sqlcipher3": "Zlib", "pypdfium2": "BSD-3-Clause AND Apache-2.0"}


def licenses(component: dict[str, object]) -> list[str]:
    """The names, identifiers and expressions under which a component is licensed."""
    found: list[str] = [STATED[name]] if (name := str(component["name"])) in STATED else []
    for entry in component.get("licenses", []):  # type: ignore[attr-defined]
        one = entry.get("license", entry)
        found += [str(one[key]) for key in ("id", "name", "expression") if key in one]
    return found


def main(path: Path) -> int:
    """Read the list of parts; print those that cannot be shipped."""
    components = json.loads(path.read_text(encoding="utf-8"))["components"]
    bad = [
        f"{one['name']} {one.get('version', '')}: {', '.join(licenses(one)) or 'no license is declared'}"
        for one in components
        if one["name"] not in ("pip", "setuptools") and not any(map(COMPATIBLE.search, licenses(one)))
    ]
    for line in bad:
        print(line, file=sys.stderr)  # noqa: T201
    print(f"{path}: {len(components)} parts, {len(bad)} with a license that does not fit")  # noqa: T201
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

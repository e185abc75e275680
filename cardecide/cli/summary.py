"""The result of an evaluation as plain text for a terminal."""

from cardecide.assessment.joined_questions import joined_questions
from cardecide.assessment.result import ProductResult, Result


def summary_text(result: Result) -> str:
    """The answer in short: each product by jurisdiction, what speaks against it, and what is missing."""
    lines = [f"{result.case_id}  decision date {result.decision_date}", ""]
    for product in result.products:
        lines.extend(_product(product))
    if result.alternatives:
        lines.append("Instead of or after CAR-T")
        for one in result.alternatives:
            for label in one.labels:
                status = label.status.replace("_", " ")
                lines.append(f"  {one.name}, {label.jurisdiction}: {status}. {label.reason}")
        lines.append("")
    if result.other_trials:
        lines.append("Studies of products without a label")
        lines.extend(f"  {trial.title}: {trial.reason}" for trial in result.other_trials)
        lines.append("")
    if result.missing:
        lines.append("What is missing")
        asked = joined_questions(result.missing, "en")
        for item in asked[:12]:
            settles = f"  [settles {', '.join(item.settles)}]" if item.settles else ""
            lines.append(f"  - {item.question}{settles}")
        if len(asked) > 12:
            lines.append(f"  - and {len(asked) - 12} more (--json lists all)")
        lines.append("")
    for gap in result.no_data:
        lines.append(f"Note: no label data of {gap.name} for {', '.join(gap.jurisdictions)}")
    for note in (*result.set_aside, *result.notes):
        lines.append(f"Note: {note}")
    lines.append(f"Rules {result.rules.version} ({result.rules.sha256[:12]})")
    if result.rules.modified:
        lines.append(f"Rules changed locally: {', '.join(result.rules.modified)}")
    return "\n".join(lines)


def _product(product: ProductResult) -> list[str]:
    score = product.score
    lines = [f"{product.name}: {product.summary or score.reason}"]
    for label in product.labels:
        version = f", version of {label.version_from}" if label.version_from else ""
        lines.append(f"  {label.jurisdiction}: {label.status.replace('_', ' ')}{version}. {label.reason}")
    for trial in product.trials:
        lines.append(f"  {trial.title}: {trial.reason}")
    lines.append(f"  Safety: {product.safety.status}")
    lines.extend(f"    {item.kind}: {item.text}" for item in product.safety.items)
    lines.append(f"  Suitability: {score.band.replace('_', ' ')} ({score.low:.0f}–{score.high:.0f} of 100)")
    lines.append("")
    return lines

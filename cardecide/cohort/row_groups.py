"""Whether a Parquet file holds as many rows as it says."""

from typing import Any


def rows_agree(metadata: Any) -> bool:
    """Whether the groups of the file claim together the rows that the file claims, and none fewer than none.

    Arrow takes memory for the rows that a group claims, whatever lies in the file: one of a kilobyte can ask
    for all there is.
    """
    claimed = [metadata.row_group(place).num_rows for place in range(metadata.num_row_groups)]
    return min(claimed, default=0) >= 0 and sum(claimed) == metadata.num_rows

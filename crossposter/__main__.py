"""The command `crossposter`: what goes wrong becomes a sentence and an exit code."""

import sys
import traceback

from crossposter import cli
from crossposter.errors import CrossposterError

DONE, CANNOT, BUG, INTERRUPTED = 0, 1, 3, 130  # 2, wrong usage, is Typer's own


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """0 done, 1 cannot be done, 2 usage, 3 a bug, 130 interrupted."""
    try:
        return cli.run(arguments)
    except CrossposterError as error:
        print(f"crossposter: {error}", file=sys.stderr)
        return CANNOT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone: nothing to add
        return CANNOT
    except Exception:  # noqa: BLE001  # the last place that can say anything
        traceback.print_exc()
        print(
            "crossposter: this is a bug; please report the lines above.",
            file=sys.stderr,
        )
        return BUG


if __name__ == "__main__":
    main()

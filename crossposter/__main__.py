"""Entry point: errors become one sentence and an exit code."""

import errno
import gc
import io
import os
import sys
import traceback

from crossposter import cli
from crossposter.errors import CrossposterError

DONE, CANNOT, BUG, INTERRUPTED = 0, 1, 3, 130  # 2, wrong usage, is Typer's own

_OF_OUTPUT = frozenset({errno.ENOSPC, errno.EIO, errno.EDQUOT})
_MENDABLE = frozenset(
    {
        *(errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR),
        *(errno.EISDIR, errno.EEXIST, errno.ELOOP, errno.ENAMETOOLONG, errno.EIO),
        *(errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ESTALE),
    }
)
_GONE = "the folder you are in is there no more: `cd` to another one"

# Objects between two runs of the garbage collector. With Python's 700 a fifth of a
# start goes into checking new imports, none of which is garbage.
_LITTER = 50_000


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_LITTER)
    if sys.stdout is None:  # closed by our parent process
        sys.stdout = io.StringIO()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # not every terminal has every letter
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Exit code: 0 done, 1 cannot be done, 2 usage, 3 a bug, 130 interrupted.

    Files written meanwhile, drafts and database before all, are for this account
    alone; a file for a web server or systemd gets its permissions explicitly.
    """
    before = os.umask(0o077)
    try:
        return _ended(arguments)
    finally:
        os.umask(before)


def _ended(arguments: list[str]) -> int:
    try:
        code = cli.run(arguments)
        sys.stdout.flush()
    except CrossposterError as error:
        first, *others = error.lines()
        _tell_people(f"crossposter: {first}", *others)
        return CANNOT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _write_no_more()
        return CANNOT
    except OSError as error:
        return _refused_by_the_system(error)
    except Exception:  # noqa: BLE001  # the last place that can say anything
        return _bug()
    return code


def _refused_by_the_system(error: OSError) -> int:
    sentence = _of_the_system(error)
    if sentence is None:
        return _bug()
    if error.errno in _OF_OUTPUT:
        _write_no_more()
    _tell_people(f"crossposter: {sentence}")
    return CANNOT


def _bug() -> int:
    from crossposter.text.characters import behind_bar  # noqa: PLC0415  # seldom needed

    sys.stderr.write(f"{behind_bar(traceback.format_exc().rstrip())}\n")
    _tell("crossposter: this is a bug; please report the lines above")
    return BUG


def _of_the_system(error: OSError) -> str | None:
    """Sentence on an error an operator can fix; None for one only we can."""
    if error.errno == errno.ENOSPC:
        return "the disk is full: free some space"
    if error.filename is None:
        return _GONE if error.errno == errno.ENOENT and not _here() else None
    if error.errno not in _MENDABLE:
        return None
    path = os.fsdecode(error.filename)
    return (
        f"{path} cannot be used ({error.strerror}): check who owns it, and its rights"
    )


def _here() -> bool:
    try:
        return bool(os.getcwd())  # noqa: PTH109  # as short as it gets
    except OSError:
        return False


def _tell(*lines: str) -> None:
    """Print to standard error; text of others in it is made harmless."""
    from crossposter.text.characters import shown_in_line  # noqa: PLC0415  # seldom needed

    sys.stderr.write("".join(f"{shown_in_line(line)}\n" for line in lines))


def _tell_people(*sentences: str) -> None:
    """Print sentences to standard error; on a screen no word is cut."""
    from crossposter.cli.screen_lines import broken_text  # noqa: PLC0415  # the same
    from crossposter.text.characters import shown_in_line  # noqa: PLC0415  # seldom needed
    from crossposter.text.excerpts import shortened  # noqa: PLC0415  # the same

    for sentence in sentences:
        told = shortened(shown_in_line(sentence))
        sys.stderr.write(f"{broken_text(told, sys.stderr)}\n")


def _write_no_more() -> None:
    """Discard the rest of the output: it has no reader, and must not fail once more.

    https://docs.python.org/3/library/signal.html#note-on-sigpipe
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()

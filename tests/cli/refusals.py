"""Run commands that must fail and leave no trace."""

HEADER = "opmerking;cijfer\n"
FINE = HEADER + "te laat;3\nmooi;9\n"


def written(folder):
    """Return every file below a folder with its bytes."""
    return {
        str(file.relative_to(folder)): file.read_bytes() if file.is_file() else None
        for file in folder.rglob("*")
    }


def refused(command, folder, *words):
    """Run a command that must fail and leave no trace; return what it says."""
    before = written(folder)
    ran = command(*words)
    assert (ran.code, ran.out) == (1, "")
    assert written(folder) == before
    return ran.err

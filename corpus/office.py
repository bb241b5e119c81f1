"""LibreOffice as a converter, where it is installed (`soffice` on the PATH): Word files that the library cannot read."""

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

SECONDS = 60
# A profile of its own for each run: nothing of the user's is read or changed, and no macro of a file runs.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
</oor:items>
"""


def is_installed() -> bool:
    """Whether there is a LibreOffice to ask."""
    return shutil.which("soffice") is not None


def to_docx(source: Path) -> bytes | None:
    """The document at `source` as .docx, written beside it; `None` if LibreOffice is not there, fails, or takes
    longer than a minute (it is ended then, with all processes that it started)."""
    office = shutil.which("soffice")
    if office is None:
        return None
    folder = source.parent / "office"
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(SETTINGS, "utf-8")
    command = [office, f"-env:UserInstallation={folder.as_uri()}", "--headless", "--norestore", "--nologo"]
    command += ["--convert-to", "docx", "--outdir", str(folder), str(source)]
    none = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, start_new_session=True, stdin=none, stdout=none, stderr=none)
    except OSError:
        return None
    try:
        process.wait(SECONDS)
        return (folder / source.with_suffix(".docx").name).read_bytes()
    except (OSError, subprocess.SubprocessError):
        return None
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process and its children, which are a session of their own."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()

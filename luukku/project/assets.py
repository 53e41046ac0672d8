"""Style sheets and fonts: those of others are copied into the package when it is built, all are collected to be served.

Node is needed for building only. A package installed from its wheel has everything inside.
"""

import hashlib
import shutil
from pathlib import Path

import luukku

VENDOR = Path(luukku.__file__).resolve().parent / "core" / "static" / "vendor"
STYLES = {
    "@digdir/designsystemet-css/dist/src/index.css": "ds/index.css",
    "@digdir/designsystemet-css/dist/theme/designsystemet.css": "ds/theme/designsystemet.css",
}
FONTS = {"noto-sans": ("latin", "latin-ext"), "vazirmatn": ("arabic",)}
WEIGHTS = (400, 700)


def vendor_files() -> dict[str, str]:
    """Where each file lies below node_modules, and where it goes below `static/vendor`."""
    files = dict(STYLES)
    for font, subsets in FONTS.items():
        files[f"@fontsource/{font}/LICENSE"] = f"fonts/{font}-LICENSE"
        for subset in subsets:
            for weight in WEIGHTS:
                name = f"{font}-{subset}-{weight}-normal.woff2"
                files[f"@fontsource/{font}/files/{name}"] = f"fonts/{name}"
    return files


def copy_vendor(modules: Path) -> int:
    """Copy what the pages use out of node_modules. Returns the number of files."""
    files = vendor_files()
    unfinished = VENDOR.with_name("vendor.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    for source, target in files.items():
        (unfinished / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(modules / source, unfinished / target)
    shutil.rmtree(VENDOR, ignore_errors=True)
    unfinished.rename(VENDOR)
    return len(files)


def collect() -> bool:
    """Gather every static file where it is served from, unless nothing changed. Returns whether it was done."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{storage.location} {name} {status.st_size} {status.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(digest.hexdigest())
    return True

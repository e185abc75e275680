# Builds the frozen application and its installer on Windows: Python 3.11 to 3.13, and Inno Setup 6 in the PATH.
$ErrorActionPreference = "Stop"
$PSNativeCommandUseErrorActionPreference = $true
Set-Location (Join-Path $PSScriptRoot "../..")
python -m venv .venv
$bin = ".venv/Scripts"
& "$bin/python" -m pip install --quiet --require-hashes -r requirements.lock
& "$bin/python" -m pip install --quiet --no-deps --no-build-isolation -e .
& "$bin/python" packaging/icons/draw.py resources/icons/cardecide.svg packaging/windows/cardecide.ico
& "$bin/pyinstaller" --noconfirm --log-level ERROR --distpath dist --workpath build/frozen packaging/frozen/cardecide.spec
$place = Join-Path ([IO.Path]::GetTempPath()) ("two words 中文 " + [guid]::NewGuid())
New-Item -ItemType Directory $place | Out-Null
try {
    Copy-Item -Recurse dist/cardecide $place
    & "$place/cardecide/cardecide.exe" evaluate resources/samples/zhou-2025.case.yaml --pdf "$place/report.pdf"
    if (-not (Test-Path "$place/report.pdf")) { throw "no report was written" }
} finally { Remove-Item -Recurse -Force $place }
$version = & "$bin/python" -c "from importlib.metadata import version; print(version('cardecide'))"
ISCC "/DVersion=$version" packaging/windows/cardecide.iss
Write-Output "dist/cardecide-$version-setup.exe"

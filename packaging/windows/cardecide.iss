; Inno Setup 6: makes cardecide-VERSION-setup.exe from dist\cardecide. Installs for one user without an administrator.
; Run through packaging\windows\build.ps1, which passes the version.
#ifndef Version
  #error "Pass the version: ISCC /DVersion=0.1.0 cardecide.iss"
#endif

[Setup]
AppId={{6C7B0C86-54B7-4E0F-9B0B-0C7B9B6B6F51}
AppName=cardecide
AppVersion={#Version}
DefaultDirName={autopf}\cardecide
DefaultGroupName=cardecide
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesAssociations=yes
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=cardecide-{#Version}-setup
Compression=lzma2
SolidCompression=yes
SetupIconFile=cardecide.ico
UninstallDisplayIcon={app}\cardecide.exe

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "tr"; MessagesFile: "compiler:Languages\Turkish.isl"

[Files]
Source: "..\..\dist\cardecide\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\cardecide"; Filename: "{app}\cardecide.exe"
Name: "{autodesktop}\cardecide"; Filename: "{app}\cardecide.exe"; Tasks: desktopicon

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Registry]
; Windows knows one suffix, .yaml, which belongs to others: cardecide is offered for it and never takes it over.
Root: HKA; Subkey: "Software\Classes\Applications\cardecide.exe\shell\open\command"; ValueType: string; ValueData: """{app}\cardecide.exe"" ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Applications\cardecide.exe\SupportedTypes"; ValueType: string; ValueName: ".yaml"; ValueData: ""

[Run]
Filename: "{app}\cardecide.exe"; Description: "{cm:LaunchProgram,cardecide}"; Flags: nowait postinstall skipifsilent

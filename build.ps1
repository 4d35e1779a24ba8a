<#
.SYNOPSIS
    Builds, shows, tests and packages MeshFederation.
.DESCRIPTION
    Needs the .NET SDK and a PowerShell; `dotnet tool restore` brings one for this folder alone, `dotnet pwsh` runs it.

    Build     builds the module, help included, into artifacts/MeshFederation.
    Demo      builds the module and federates the bookinfo sample.
    Test      runs all tests: those of `dotnet test`, then those of Pester.
    Pester    runs the tests of Pester alone, in the PowerShell that runs this script.
    Package   makes the package that Install-PSResource installs, in the folder artifacts/packages.
    Publish   pushes that package to the repository that -Repository names, a gallery or a feed, with the key -ApiKey.

    What several of them need is built once.
.EXAMPLE
    dotnet pwsh ./build.ps1 -Task Demo
.EXAMPLE
    dotnet pwsh ./build.ps1 -Task Test, Package
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Demo', 'Test', 'Pester', 'Package', 'Publish')]
    [string[]] $Task = 'Test',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Where Publish pushes to; must be registered with Register-PSResourceRepository.
    [string] $Repository = 'PSGallery',

    [string] $ApiKey = $env:MESHFEDERATION_API_KEY
)

$ErrorActionPreference = 'Stop'
$artifacts = Join-Path $PSScriptRoot 'artifacts'
$packages = Join-Path $artifacts 'packages'

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

# A shell of its own, since the assemblies of a loaded module stay loaded, and locked, until the shell ends.
function Invoke-Shell {
    $program, $first = [Environment]::ProcessPath, @()
    if ((Split-Path -LeafBase $program) -eq 'dotnet') { $first = , (Join-Path $PSHOME 'pwsh.dll') }
    & $program @first -NoProfile -NonInteractive @args
    if ($LASTEXITCODE -ne 0) { throw "'$($args -join ' ')' failed with exit code $LASTEXITCODE." }
}

function Invoke-Build([string] $Project) { Invoke-Dotnet build (Join-Path $PSScriptRoot $Project) --configuration $Configuration --verbosity quiet }

function Invoke-Demo {
    $before = $env:PSModulePath
    $env:PSModulePath = $artifacts + [IO.Path]::PathSeparator + $env:PSModulePath
    try { Invoke-Shell -File (Join-Path $PSScriptRoot 'samples/bookinfo.ps1') } finally { $env:PSModulePath = $before }
}

function Invoke-DotnetTest {
    Invoke-Dotnet test --solution (Join-Path $PSScriptRoot 'MeshFederation.sln') --configuration $Configuration --no-build
}

function Invoke-PesterTest {
    $project = Join-Path $PSScriptRoot 'tests/MeshFederation.Module.Tests'
    Invoke-Dotnet restore $project --verbosity quiet
    $pester = Invoke-Dotnet msbuild $project '-getProperty:PkgPester'
    Invoke-Shell -File (Join-Path $PSScriptRoot 'tests/Pester/Run.ps1') -Pester (Join-Path $pester 'tools/Pester.psd1') -Results (Join-Path $artifacts 'pester.xml')
}

# Those of Pester run also after others have failed.
function Invoke-Test {
    $failures = @()
    try { Invoke-DotnetTest } catch { $failures += $_ }
    try { Invoke-PesterTest } catch { $failures += $_ }
    if ($failures) { throw $failures -join ' ' }
}

function Get-PackagePath {
    $manifest = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'MeshFederation.psd1')
    $version = $manifest.ModuleVersion, $manifest.PrivateData.PSData.Prerelease | Where-Object { $_ }
    Join-Path $packages "MeshFederation.$($version -join '-').nupkg"
}

function New-Package {
    $package = Get-PackagePath
    $null = New-Item $packages -ItemType Directory -Force
    Remove-Item $package -ErrorAction Ignore
    # Publishing wants a registered repository; this one is known no longer than that takes.
    $name = "MeshFederation-$PID"
    Register-PSResourceRepository -Name $name -Uri $packages -Trusted
    try { Publish-PSResource -Path (Join-Path $artifacts 'MeshFederation') -Repository $name } finally { Unregister-PSResourceRepository -Name $name }
    Get-Item $package
}

if ('Build', 'Test' | Where-Object { $Task -contains $_ }) { Invoke-Build 'MeshFederation.sln' } else { Invoke-Build 'src/MeshFederation.Commands/MeshFederation.Commands.csproj' }
if ('Test', 'Pester', 'Package', 'Publish' | Where-Object { $Task -contains $_ }) { New-Package }
switch ($Task) {
    'Demo' { Invoke-Demo }
    'Test' { Invoke-Test }
    'Pester' { Invoke-PesterTest }
    'Publish' { Publish-PSResource -NupkgPath (Get-PackagePath) -Repository $Repository -ApiKey $ApiKey }
}

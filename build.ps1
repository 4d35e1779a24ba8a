<#
.SYNOPSIS
    Builds, shows, tests and packages MeshFederation.
.DESCRIPTION
    Needs the .NET SDK and a PowerShell; `dotnet tool restore` brings one for this folder alone, `dotnet pwsh` runs it.

    Build     builds the module, help included, into artifacts/MeshFederation.
    Demo      builds the module and federates the bookinfo sample.
    Test      runs all tests: those of `dotnet test`, then those of Pester.
    Pester    runs the tests of Pester alone, in the PowerShell that runs this script.
    Package   makes the package that Install-PSResource installs, in the folder artifacts/packages, and what it installs in
              artifacts/image, in the layout of a module path, for container images.
    Publish   pushes that package to the repository that -Repository names, a gallery or a feed, with the key -ApiKey.
    Coverage  measures which lines the tests of `dotnet test` run, and writes artifacts/coverage.
    Api       writes PublicAPI.Unshipped.txt of each project anew, to be reviewed like code.

    What several of them need is built once, and Publish comes last, in whatever order they are named. Several are named with a comma and no space, Test,Package: so every shell hands them over.
.EXAMPLE
    dotnet pwsh ./build.ps1 -Task Demo
.EXAMPLE
    dotnet pwsh ./build.ps1 -Task Test,Package
#>
[CmdletBinding()]
param(
    # A shell that is not PowerShell hands several over as one text.
    [ArgumentCompletions('Build', 'Demo', 'Test', 'Pester', 'Package', 'Publish', 'Coverage', 'Api')]
    [ValidatePattern(
        '^(Build|Demo|Test|Pester|Package|Publish|Coverage|Api)(,(Build|Demo|Test|Pester|Package|Publish|Coverage|Api))*$',
        ErrorMessage = "'{0}' names no task: Build, Demo, Test, Pester, Package, Publish, Coverage or Api; several with a comma.")]
    [string[]] $Task = 'Test',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Where Publish pushes to; must be registered with Register-PSResourceRepository.
    [string] $Repository = 'PSGallery',

    [string] $ApiKey = $env:MESHFEDERATION_API_KEY,

    # The tag of a release, which Publish holds against the version.
    [string] $Tag
)

$ErrorActionPreference = 'Stop'
$Task = $Task -split ','
$artifacts = Join-Path $PSScriptRoot 'artifacts'
$packages = Join-Path $artifacts 'packages'
$image = Join-Path $artifacts 'image'

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

# What coverage measures is the assemblies that it changes, and no machine code that was made of them before.
function Invoke-Build([string] $Project) {
    $properties = @(if ('Coverage' -in $Task) { '-p:CompileAhead=false' })
    Invoke-Dotnet build (Join-Path $PSScriptRoot $Project) --configuration $Configuration --verbosity quiet @properties
}

# Where the compiler of the SDK's version cannot be had the module is whole, but slower at first; that is said, and no such module published.
function Assert-Compiled {
    if (Test-Path (Join-Path $artifacts 'MeshFederation/compiled')) { return }
    $message = 'The module is not compiled ahead of time, so each fresh session takes longer.'
    if ('Publish' -in $Task) { throw "$message Build it in Release where NuGet has the package Microsoft.NETCore.App.Crossgen2 of this SDK." }
    Write-Warning $message
}

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

function Get-PackageVersion {
    $manifest = Import-PowerShellDataFile (Join-Path $PSScriptRoot 'MeshFederation.psd1')
    "$($manifest.ModuleVersion)-$($manifest.PrivateData.PSData.Prerelease)".TrimEnd('-')
}

function Get-PackagePath { Join-Path $packages "MeshFederation.$(Get-PackageVersion).nupkg" }

function New-Package {
    Assert-Compiled
    $package = Get-PackagePath
    $null = New-Item $packages -ItemType Directory -Force
    Remove-Item $package -ErrorAction Ignore
    # Publishing wants a registered repository; this one is known no longer than that takes.
    $name = "MeshFederation-$PID"
    Register-PSResourceRepository -Name $name -Uri $packages -Trusted
    try {
        Publish-PSResource -Path (Join-Path $artifacts 'MeshFederation') -Repository $name
        Remove-Item $image -Recurse -ErrorAction Ignore
        $null = New-Item $image -ItemType Directory
        Save-PSResource MeshFederation -Repository $name -Prerelease -Path $image -TrustRepository
    }
    finally {
        Unregister-PSResourceRepository -Name $name
    }
}

# One project after the other, since the module's own assemblies are changed while they are measured. `dotnet test` takes a word that is a
# folder for what is to be tested, and a pattern that stands alone becomes the folders that it matches, so each stands in one word with its
# option.
function Measure-Coverage {
    $folder = Join-Path $artifacts 'coverage'
    Remove-Item $folder -Recurse -ErrorAction Ignore
    $module = Join-Path $artifacts 'MeshFederation'
    foreach ($project in Get-Item (Join-Path $PSScriptRoot 'tests/*/*.Tests.csproj')) {
        Invoke-Dotnet test --project $project --configuration $Configuration --no-build --results-directory $folder --coverlet `
            --coverlet-output-format cobertura --coverlet-file-prefix $project.BaseName '--coverlet-include=[MeshFederation*]*' `
            "--coverlet-include-directory=$module" "--coverlet-include-directory=$(Join-Path $module 'dependencies')"
    }
    & (Join-Path $PSScriptRoot 'tests/Measure-Coverage.ps1') -Path $folder
}

function Write-Api {
    $projects = Get-Item (Join-Path $PSScriptRoot 'src/*/PublicAPI.Unshipped.txt') | Split-Path
    foreach ($project in $projects) {
        Set-Content (Join-Path $project 'PublicAPI.Unshipped.txt') '#nullable enable'
        Invoke-Dotnet format analyzers (Get-Item (Join-Path $project '*.csproj')) --diagnostics RS0016 --severity info
    }
}

if ($Tag -and $Tag -ne "v$(Get-PackageVersion)") { throw "The tag is '$Tag', but the version in MeshFederation.psd1 is $(Get-PackageVersion)." }
if ('Api' -in $Task) { Write-Api }
if ('Build', 'Test', 'Coverage' | Where-Object { $_ -in $Task }) { Invoke-Build 'MeshFederation.sln' }
elseif ('Demo', 'Pester', 'Package', 'Publish' | Where-Object { $_ -in $Task }) { Invoke-Build 'src/MeshFederation.Commands' }
if ('Test', 'Pester', 'Package', 'Publish' | Where-Object { $_ -in $Task }) { New-Package }
# In this order, whatever the one that they are named in: what fails its tests is not published.
switch ('Demo', 'Test', 'Pester', 'Coverage', 'Publish' | Where-Object { $_ -in $Task }) {
    'Demo' { Invoke-Demo }
    'Test' { Invoke-Test }
    'Pester' { Invoke-PesterTest }
    'Coverage' { Measure-Coverage }
    'Publish' { Publish-PSResource -NupkgPath (Get-PackagePath) -Repository $Repository -ApiKey $ApiKey }
}

<#
.SYNOPSIS
    Builds, tests and packages MeshFederation.
.DESCRIPTION
    Build    builds the module, help included, into artifacts/MeshFederation (as `dotnet build` alone does).
    Test     runs `dotnet test` and the Pester tests.
    Pester   runs the Pester tests only.
    Package  makes artifacts/MeshFederation.VERSION.zip of a release build.
    All      is Build, Test and Package.
.EXAMPLE
    ./build.ps1
.EXAMPLE
    ./build.ps1 -Task Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pester', 'Package', 'All')]
    [string[]] $Task = 'All',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$solution = Join-Path $PSScriptRoot 'MeshFederation.sln'
$module = Join-Path $PSScriptRoot 'artifacts/MeshFederation'

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE." }
}

function Invoke-Build { Invoke-Dotnet build $solution --configuration $Configuration }

function Invoke-DotnetTest { Invoke-Dotnet test --solution $solution --configuration $Configuration }

function Invoke-PesterTest {
    # A shell of its own, because a loaded module's assemblies stay locked and loaded until the shell ends.
    $tests = Join-Path $PSScriptRoot 'tests/Pester'
    $command = "Import-Module Pester -MinimumVersion 5.0; `$c = New-PesterConfiguration; `$c.Run.Path = '$tests'; `$c.Run.Exit = `$true; `$c.Output.Verbosity = 'Detailed'; Invoke-Pester -Configuration `$c"
    & (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $command
    if ($LASTEXITCODE -ne 0) { throw "Pester failed with exit code $LASTEXITCODE." }
}

function New-Package {
    $version = (Import-PowerShellDataFile (Join-Path $PSScriptRoot 'MeshFederation.psd1')).ModuleVersion
    $package = Join-Path $PSScriptRoot "artifacts/MeshFederation.$version.zip"
    Compress-Archive -Path $module -DestinationPath $package -Force
    Get-Item $package
}

if ($Task -contains 'All') { $Task = 'Build', 'Test', 'Package' }
foreach ($step in $Task) {
    switch ($step) {
        'Build' { Invoke-Build }
        'Test' { Invoke-DotnetTest; Invoke-Build; Invoke-PesterTest }
        'Pester' { Invoke-Build; Invoke-PesterTest }
        'Package' { Invoke-Build; New-Package }
    }
}

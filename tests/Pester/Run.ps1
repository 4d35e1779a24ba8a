<#
.SYNOPSIS
    Runs the tests of this folder, and those of the runbooks in docs, in the PowerShell that runs this script.
#>
param(
    # The manifest of Pester.
    [Parameter(Mandatory)] [string] $Pester,

    # Where the results are written to, as NUnit has them.
    [Parameter(Mandatory)] [string] $Results
)

$ErrorActionPreference = 'Stop'
Import-Module $Pester
# Runbooks name the module as who has installed it does.
$env:PSModulePath = (Resolve-Path (Join-Path $PSScriptRoot '../../artifacts')).Path + [IO.Path]::PathSeparator + $env:PSModulePath
# Whoever runs them may have contexts of their own, which completion would show.
$env:KUBECONFIG = Join-Path $PSScriptRoot 'no-kubeconfig'

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot, (Join-Path $PSScriptRoot '../../docs/runbooks')
$configuration.Run.Exit = $true
$configuration.Run.FailOnNullOrEmptyForEach = $true
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputPath = $Results
$configuration.Output.Verbosity = 'Detailed'
Invoke-Pester -Configuration $configuration

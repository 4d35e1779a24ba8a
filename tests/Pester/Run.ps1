<#
.SYNOPSIS
    Runs the tests of this folder in the PowerShell that runs this script.
#>
param(
    # The manifest of Pester.
    [Parameter(Mandatory)] [string] $Pester,

    # Where the results are written to, as NUnit has them.
    [Parameter(Mandatory)] [string] $Results
)

$ErrorActionPreference = 'Stop'
Import-Module $Pester

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.Exit = $true
$configuration.Run.FailOnNullOrEmptyForEach = $true
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputPath = $Results
$configuration.Output.Verbosity = 'Detailed'
Invoke-Pester -Configuration $configuration

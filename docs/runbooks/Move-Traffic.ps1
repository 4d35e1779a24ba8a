<#
.SYNOPSIS
    Moves the traffic of reviews, looks whether it arrives, and goes back when it does not.
.DESCRIPTION
    A runbook, as a job of Azure Automation or a person runs it. Move-Traffic.Tests.ps1 shows how to test it without any cluster.
#>
[CmdletBinding()]
param(
    # Where the requests go, as in cluster2/v3:75, cluster1/v1:25.
    [Parameter(Mandatory)] [string[]] $Split,

    [string] $Name = 'bookinfo',

    # Moves no more than what was reviewed: a plan of Export-MeshPlan.
    [string] $Plan
)

$ErrorActionPreference = 'Stop'
$services = & (Join-Path $PSScriptRoot 'mesh.ps1') | Set-MeshTrafficSplit $Split

$errors = @($services | Test-MeshFederation -Name $Name | Where-Object Severity -eq Error)
if ($errors) { throw "Nothing was moved: analysis found $($errors.Message -join ' ')" }

$wanted = if ($Plan) { Import-MeshPlan $Plan } else { $services | Compare-MeshFederation -Name $Name }
if (-not $wanted.HasChanges) { return }

$wanted | Publish-MeshFederation -Name $Name -Wait -Confirm:$false

$looked = @($services | Test-MeshFederation -Live -Name $Name)
$failed = @($looked | Where-Object { $_.Status -eq 'Failed' -or $_.Severity -eq 'Error' })
if ($failed) {
    $contexts = @($services.Cluster) + @($services.ClientCluster) | Select-Object -ExpandProperty Context -Unique
    Undo-MeshFederation $Name -Context $contexts -Wait -Confirm:$false
    throw "The traffic was moved back: $($failed.Message -join ' ')"
}

# What is not known is no reason to go back, and none to go on: a person looks.
$unknown = @($looked | Where-Object Status -eq NotChecked)
if ($unknown) { throw "The traffic was moved, and whether it arrives is not known: $($unknown.Message -join ' ')" }

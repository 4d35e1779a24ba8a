<#
.SYNOPSIS
    How long the first Tab of a session takes, and the next, with many contexts in a kubeconfig as cloud tools write it.
.DESCRIPTION
    Each run is a shell of its own. What counts is the time of the processor, since the machine may be busy; the engine's own part is that
    of completing a word of an enum, which it does first.
#>
param([int] $Contexts = 500, [int] $Runs = 7)

$module = Join-Path $PSScriptRoot '../artifacts/MeshFederation'
$kubeconfig = New-TemporaryFile
$certificate = [Convert]::ToBase64String([byte[]]::new(1500))
$numbers = 0..($Contexts - 1)
Set-Content $kubeconfig @(
    'apiVersion: v1', 'clusters:'
    $numbers.ForEach({ "- cluster:`n    certificate-authority-data: $certificate`n    server: https://127.0.0.1`n  name: cluster-$_" })
    'contexts:'
    $numbers.ForEach({ "- context:`n    cluster: cluster-$_`n    user: user-$_`n  name: context-$_" })
    'current-context: context-0', 'kind: Config', 'users:'
    $numbers.ForEach({ "- name: user-$_`n  user:`n    client-certificate-data: $certificate`n    client-key-data: $certificate" })
)
$script = {
    param($Module, $Kubeconfig)
    Import-Module $Module
    $times = foreach ($line in 'New-MeshCluster a -RoutingMode C', "Get-MeshCluster -Kubeconfig $Kubeconfig -Context c", "Get-MeshCluster -Kubeconfig $Kubeconfig -Context c") {
        $before = [Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime
        $null = [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
        ([Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime - $before).TotalMilliseconds
    }
    $times -join ' '
}
$file = Join-Path ([IO.Path]::GetTempPath()) "$(New-Guid).ps1"
Set-Content $file $script
$measured = foreach ($run in 1..$Runs) { , [double[]] ((dotnet pwsh -NoProfile -File $file $module $kubeconfig) -split ' ') }
Remove-Item $file, $kubeconfig
foreach ($at in 0..2) {
    [pscustomobject]@{
        What   = ('the engine, first', 'contexts, first', 'contexts, again')[$at]
        Median = [int] ($measured.ForEach({ $_[$at] }) | Sort-Object)[[Math]::Floor($Runs / 2)]
        All    = $measured.ForEach({ [int] $_[$at] }) -join ' '
    }
}

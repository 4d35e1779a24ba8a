<#
.SYNOPSIS
    Runs the blocks of all pages on this terminal, those of each page in a session of its own, in a folder that holds the sample files.
.DESCRIPTION
    Before what a block prints stands a line '<<< PAGE:LINE'.
#>
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'Shell.psm1')
$root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
$manifest = Join-Path $root 'artifacts/MeshFederation/MeshFederation.psd1'

function Show-Script([string] $Script) {
    $shell = [powershell]::Create($runspace)
    $null = $shell.AddScript($Script)
    $shell.Commands.Commands[0].MergeMyResults('Error', 'Output')
    try {
        $null = $shell.AddCommand('Out-Default').Invoke()
    }
    catch [Management.Automation.MethodInvocationException] {
        $last = [powershell]::Create($runspace)
        $null = $last.AddCommand('Out-Default').AddParameter('InputObject', $_.Exception.InnerException.ErrorRecord).Invoke()
    }
}

foreach ($page in Get-Page) {
    $folder = (New-Item (Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())) -ItemType Directory).FullName
    Copy-Item (Join-Path $root 'samples/*') $folder
    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule($manifest)
    $state.Variables.Add([Management.Automation.Runspaces.SessionStateVariableEntry]::new('ProgressPreference', 'SilentlyContinue', ''))
    $runspace = [runspacefactory]::CreateRunspace($Host, $state)
    try {
        $runspace.Open()
        $runspace.SessionStateProxy.Path.SetLocation($folder) | Out-Null
        foreach ($step in Get-PageStep $page | Where-Object Run) {
            if ($step.Setup) { Show-Script "`$null = . { $($step.Setup) }" }
            $Host.UI.WriteLine("<<< $($step.Page):$($step.Line)")
            Show-Script $step.Script
        }
        $Host.UI.WriteLine("<<< folder $folder")
    }
    finally {
        $runspace.Dispose()
        Remove-Item $folder -Recurse -Force
    }
}

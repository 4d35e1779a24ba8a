# What is asked, named and shown in a fresh shell.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shell.psm1') -Force
    $kubeconfig = Join-Path $TestDrive 'config'
    Set-Content $kubeconfig @'
apiVersion: v1
kind: Config
current-context: two
clusters:
- {name: a, cluster: {server: 'https://127.0.0.1:1'}}
- {name: b, cluster: {server: 'https://127.0.0.1:2'}}
contexts:
- {name: one, context: {cluster: a}}
- {name: one-admin, context: {cluster: a}}
- {name: two, context: {cluster: b}}
'@
    function Invoke-Line([string] $Line) { Invoke-Shell '-Command', "`$WarningPreference = 'Continue'; $Line" -Environment @{ KUBECONFIG = $kubeconfig } }
}

Describe 'A fresh session' {
    It 'reads the current context where none is named' {
        (Invoke-Line 'Get-MeshCluster').Error | Should -Match "the context 'two' cannot be reached"
    }

    It 'reads each server once of all contexts, and says so' {
        $result = Invoke-Line 'Get-MeshCluster -AllContexts'
        ($result.Output -replace '\s+', ' ') | Should -Match "The contexts 'one' and 'one-admin' lead to the same server"
        $result.Error | Should -Match "the context 'one' cannot be reached"
        $result.Error | Should -Not -Match "the context 'one-admin' cannot"
    }

    It 'takes the name of a context for a cluster' {
        (Invoke-Line 'New-MeshServiceEntry a -Cluster one -Port http:80').Error | Should -Match "the context 'one' cannot be reached"
    }

    It 'completes contexts for -Cluster' {
        $line = 'New-MeshServiceEntry a -Cluster o'
        (Invoke-Line "[Management.Automation.CommandCompletion]::CompleteInput('$line', $($line.Length), `$null).CompletionMatches.CompletionText").Output |
            Should -Match '(?s)one\s+one-admin'
    }

    It 'does not take another federation where none is named' {
        (Invoke-Line 'New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80 | Compare-MeshFederation').Error |
            Should -Match 'Nothing says which federation is meant'
    }
}

Describe 'A cluster' {
    It 'comes out of a job as it went in' {
        $line = '$c = New-MeshCluster c -GatewayAddress 192.0.2.1; $back = Start-Job { $using:c } | Receive-Job -Wait; $back -eq $c; "$(New-MeshServiceEntry a -Cluster $back -Port http:80)"'
        (Invoke-Line $line).Output.Trim() -split '\s+' | Should -Be 'True', 'default/a'
    }

    It 'filters by its name' {
        (Invoke-Line '$s = New-MeshServiceEntry a -Cluster (New-MeshCluster c) -Port http:80; ($s | Where-Object Cluster -eq c).Name; ($s | Where-Object Cluster -eq d).Name').Output.Trim() | Should -Be 'a'
    }
}

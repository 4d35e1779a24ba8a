# What somebody at a prompt meets: completion, help, and what values look like.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/MeshFederation') -Force
    $north = New-MeshCluster north -GatewayAddress 192.0.2.1
    $south = New-MeshCluster south -GatewayAddress 192.0.2.2
    $service = New-MeshServiceEntry reviews -Namespace shop -Cluster $north, $south -ClientCluster $north -Port http:9080 | Set-MeshTrafficSplit south/v3:75, north/v1:25
    function Complete([string] $Line) { [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches.CompletionText }
}

Describe 'The Tab key' {
    It 'completes <Line>' -ForEach @(
        @{ Line = 'New-MeshServiceEntry a -Cluster '; Completion = 'north', 'south' }
        @{ Line = 'New-MeshServiceEntry r'; Completion = 'reviews' }
        @{ Line = 'New-MeshServiceEntry a -Namespace s'; Completion = 'shop' }
        @{ Line = '$service | Set-MeshTrafficSplit south/v'; Completion = 'south/v3:' }
        @{ Line = 'New-MeshCluster a -RoutingMode C'; Completion = 'ClientSni' }
        @{ Line = 'Trace-MeshR'; Completion = 'Trace-MeshRequest' }
    ) {
        Complete $Line | Should -Be $Completion
    }
}

Describe 'Every cmdlet' {
    BeforeDiscovery {
        Import-Module (Join-Path $PSScriptRoot '../../artifacts/MeshFederation') -Force
        $commands = (Get-Command -Module MeshFederation).Name
    }

    It '<_> has a synopsis, three examples, and a page to open' -ForEach $commands {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 3
        (Get-Command $_).HelpUri | Should -BeLike 'https://*'
    }
}

Describe 'A value' {
    It 'is shown as a table by itself, with what matters first' {
        $lines = ($north, $south | Out-String -Width 120).Split("`n").Trim() | Where-Object { $_ }
        $lines[0] | Should -Match '^IstioVersion +Name +TrustDomain +'
        $lines[2] | Should -Match ' north .*192\.0\.2\.1:15443'
    }

    It 'is shown whole by a strict script that has no screen' {
        $module = (Get-Module MeshFederation).Path -replace 'dll$', 'psd1'
        $plan = Join-Path $PSScriptRoot '../../docs/runbooks/bookinfo.plan.json'
        $shown = 1 | ForEach-Object -Parallel {
            Set-StrictMode -Version Latest
            Import-Module $using:module
            New-MeshCluster north -GatewayAddress 192.0.2.1 | Out-String
            Import-MeshPlan $using:plan | Out-String
        }
        $shown[0] | Should -Match ' north .*192\.0\.2\.1:15443'
        $shown[1] | Should -Match 'Plan: '
    }

    It 'is sorted, filtered, selected and grouped as any other' {
        $north, $south | Sort-Object Name -Descending | Select-Object -First 1 -ExpandProperty Name | Should -Be south
        ($service | ConvertTo-MeshManifest | Where-Object Kind -eq ServiceEntry).Count | Should -Be 1
        ($service | ConvertTo-MeshManifest | Group-Object Cluster | Sort-Object Name).Name | Should -Be 'north', 'south'
    }

    It 'can be written as CSV and JSON' {
        ($north, $south | Select-Object Name, TrustDomain | ConvertTo-Csv).Count | Should -Be 3
        ($service | ConvertTo-MeshManifest | Select-Object Cluster, Kind, Name | ConvertTo-Json | ConvertFrom-Json).Kind | Should -Contain VirtualService
    }

    It 'goes to a job and its results come back' {
        $module = (Get-Module MeshFederation).Path -replace 'dll$', 'psd1'
        $count = Start-ThreadJob { Import-Module $using:module; (New-MeshServiceEntry web -Cluster (New-MeshCluster one) -Port http:80).Name } | Receive-Job -Wait -AutoRemoveJob
        $count | Should -Be web
    }
}

BeforeAll {
    $manifest = Join-Path $PSScriptRoot '../../artifacts/MeshFederation/MeshFederation.psd1'
    Import-Module $manifest -Force
}

Describe 'The module in a full PowerShell' {
    It 'has a valid manifest' {
        (Test-ModuleManifest $manifest).Name | Should -Be 'MeshFederation'
    }

    It 'survives -Force, and removal and import again, with all its cmdlets' {
        $count = (Get-Command -Module MeshFederation).Count
        Import-Module $manifest -Force
        (Get-Command -Module MeshFederation).Count | Should -Be $count
        Remove-Module MeshFederation
        Import-Module $manifest
        (Get-Command -Module MeshFederation).Count | Should -Be $count
        Get-MeshService -Path (Join-Path $PSScriptRoot '../../samples/bookinfo.yaml') -Cluster (New-MeshCluster one) | Should -HaveCount 4
    }

    It 'uses approved verbs and singular nouns' {
        $approved = (Get-Verb).Verb
        foreach ($command in Get-Command -Module MeshFederation) {
            $command.Verb | Should -BeIn $approved
            $command.Noun | Should -Not -Match '[^s]s$'
        }
    }
}

Describe 'The kubeconfig' {
    BeforeAll {
        $before = $env:KUBECONFIG
        Set-Content TestDrive:/config '{ apiVersion: v1, kind: Config, clusters: [{ name: c, cluster: { server: "https://127.0.0.1:9" } }], contexts: [{ name: here, context: { cluster: c } }, { name: "a$b c", context: { cluster: c } }] }'
        $env:KUBECONFIG = './config'
        Push-Location TestDrive:/
    }

    AfterAll {
        Pop-Location
        $env:KUBECONFIG = $before
    }

    It 'is found from the location of the session when $env:KUBECONFIG is relative, as kubectl finds it' {
        Get-MeshFederation -Context here -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -Be 'MeshClusterUnreachable,MeshFederation.Commands.GetMeshFederationCommand'
    }

    It 'gives its contexts to completion from there, quoted where they need it' {
        function Complete([string]$line) { [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText }
        Complete 'Get-MeshCluster h' | Should -Be 'here'
        Complete 'Get-MeshCluster a' | Should -Be "'a`$b c'"
        Complete 'Get-MeshCluster "a' | Should -Be '"a`$b c"'
        Complete 'Get-MeshCluster -Kubeconfig ./config -Context h' | Should -Be 'here'
    }
}

Describe 'The bookinfo federation' {
    BeforeAll {
        $cluster1 = New-MeshCluster cluster1 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
        $cluster2 = New-MeshCluster cluster2 -TrustDomain cluster2 -GatewayAddress 172.18.0.230
        $service = New-MeshServiceEntry reviews -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080 |
            Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:15, cluster1/v2:10
        $manifests = $service | ConvertTo-MeshManifest -Name bookinfo
    }

    It 'sends 75 % to version 3 in cluster2' {
        $virtualService = $manifests | Where-Object Kind -eq VirtualService
        $share = $virtualService.Content.spec.http[0].route[0]
        $share.weight | Should -Be 75
        $share.destination.host | Should -Be 'reviews.default.svc.cluster2.global'
        $share.destination.subset | Should -Be 'version-v3'
    }

    It 'has nothing that analysis objects to' {
        $service | Test-MeshFederation -Quiet | Should -BeTrue
    }

    It 'can be written as JSON' {
        $gateway = $manifests | Where-Object Kind -eq Gateway
        ($gateway.Content | ConvertTo-Json -Depth 20 | ConvertFrom-Json).spec.servers[0].tls.mode | Should -Be 'AUTO_PASSTHROUGH'
    }

    It 'exports the same bytes twice, and touches nothing the second time' {
        $service | Export-MeshManifest TestDrive:/out -Name bookinfo | ForEach-Object Action | Select-Object -Unique | Should -Be 'Create'
        $service | Export-MeshManifest TestDrive:/out -Name bookinfo | ForEach-Object Action | Select-Object -Unique | Should -Be 'Unchanged'
    }

    It 'writes nothing with -WhatIf' {
        $service | Export-MeshManifest TestDrive:/none -Name bookinfo -WhatIf | Should -BeNullOrEmpty
        Test-Path TestDrive:/none | Should -BeFalse
    }

    It 'says what is wrong by an id, and what to do' {
        { $service | Set-MeshTrafficSplit cluster2/v3:75 } | Should -Throw -ErrorId 'MeshWeightTotal,MeshFederation.Commands.SetMeshTrafficSplitCommand'
        $Error[0].ErrorDetails.RecommendedAction | Should -Match 'total 100'
    }
}

# The whole declaration goes to a file or a script, and comes back as it was.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/MeshFederation') -Force
    New-MeshCluster cluster1 -GatewayAddress 192.0.2.1 | Out-Null
    New-MeshCluster cluster2 -GatewayAddress 192.0.2.2 | Out-Null
    $reviews = New-MeshFederation bookinfo -Cluster cluster1, cluster2 |
        New-MeshServiceEntry reviews -Port http:9080 -ServiceAccount bookinfo-reviews |
        Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25 -Fallback cluster1/v1
}

Describe 'A federation as a file' {
    It 'comes back as it was declared' {
        $file = Join-Path $TestDrive 'bookinfo.federation.yaml'
        ($reviews | Export-MeshFederation $file).Action | Should -Be 'Create'
        (Import-MeshFederation $file).Equals($reviews) | Should -BeTrue
        ($reviews | Export-MeshFederation $file).Action | Should -Be 'Unchanged'
    }

    It 'plans the same objects' {
        $file = Join-Path $TestDrive 'plan.yaml'
        $reviews | Export-MeshFederation $file | Out-Null
        (Import-MeshFederation $file | ConvertTo-MeshManifest).ToYaml() | Should -Be ($reviews | ConvertTo-MeshManifest).ToYaml()
    }

    It 'is not written with -WhatIf' {
        $file = Join-Path $TestDrive 'whatif.yaml'
        $reviews | Export-MeshFederation $file -WhatIf
        $file | Should -Not -Exist
    }

    It 'tells where a mistake is' {
        $file = Join-Path $TestDrive 'wrong.yaml'
        Set-Content $file "version: 1`nfederation: {name: shop}`nservises: []"
        { Import-MeshFederation $file } | Should -Throw -ErrorId 'MeshDeclarationKeyUnknown,*' -ExpectedMessage "*wrong.yaml:3:1:*'services' is near*"
    }

    It 'is a script that declares the same' {
        $script = Join-Path $TestDrive 'bookinfo.ps1'
        $reviews | ConvertTo-MeshScript | Set-Content $script
        (& $script).Equals($reviews) | Should -BeTrue
    }
}

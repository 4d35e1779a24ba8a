# The sample, and scripts in general, in a fresh shell that finds the module by itself.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shell.psm1') -Force
    $sample = (Resolve-Path (Join-Path $PSScriptRoot '../../samples/bookinfo.ps1')).Path
    function Invoke-Script([string] $Text) {
        Set-Content TestDrive:/script.ps1 $Text
        Invoke-Shell -Argument '-File', (Join-Path $TestDrive 'script.ps1')
    }
}

Describe 'The bookinfo sample' {
    It 'shows the YAML, what is federated, what goes where, and what analysis says' {
        $result = Invoke-Shell -Argument '-File', $sample
        $result.ExitCode | Should -Be 0
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Match '(?s)apiVersion: .*What is federated:.*reviews.*What would go where.*VirtualService.*What analysis says of it:.*Nothing is in the way: all 6 objects are valid'
    }

    It 'prints nothing but YAML with -Yaml' {
        $result = Invoke-Shell -Argument '-File', $sample, '-Yaml'
        [regex]::Matches($result.Output, '(?m)^apiVersion: ').Count | Should -Be 6
        $result.Output | Should -Not -Match 'What is federated'
    }

    It 'writes a file for each object with -Path' {
        $result = Invoke-Shell -Argument '-File', $sample, '-Path', (Join-Path $TestDrive 'out')
        $result.ExitCode | Should -Be 0
        Get-ChildItem TestDrive:/out -Recurse -Filter *.yaml | Should -HaveCount 6
    }
}

Describe 'A script with a mistake' {
    It 'goes on after it and shows where it was, and what to do' {
        $result = Invoke-Script "'before'`nNew-MeshCluster bad_name`n'after'"
        $result.ExitCode | Should -Be 0
        $result.Output | Should -Be "before`nafter`n"
        $result.Error | Should -Match "(?s)New-MeshCluster: .*script\.ps1:2.*'bad_name' cannot be the name of a cluster.*Recommendation: "
    }

    It 'ends with 1 where errors stop it' {
        $result = Invoke-Script "`$ErrorActionPreference = 'Stop'`nNew-MeshCluster bad_name`n'after'"
        $result.ExitCode | Should -Be 1
        $result.Output | Should -BeNullOrEmpty
    }

    It 'writes nothing where it should ask and nobody can answer' {
        $result = Invoke-Script "`$one = New-MeshCluster one -GatewayAddress 192.0.2.1; New-MeshServiceEntry web -Cluster `$one -ClientCluster (New-MeshCluster two) -Port http:80 | Export-MeshManifest '$TestDrive/asked' -Confirm"
        $result.Error | Should -Not -BeNullOrEmpty
        Join-Path $TestDrive 'asked' | Should -Not -Exist
    }

    It 'says what it would write with -WhatIf, and writes nothing' {
        $result = Invoke-Script "`$one = New-MeshCluster one -GatewayAddress 192.0.2.1; New-MeshServiceEntry web -Cluster `$one -ClientCluster (New-MeshCluster two) -Port http:80 | Export-MeshManifest '$TestDrive/none' -WhatIf"
        $result.Output | Should -Match 'What if: .*gateway-meshfederation-default\.yaml'
        Join-Path $TestDrive 'none' | Should -Not -Exist
    }
}

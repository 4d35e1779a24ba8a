# What the build compiled ahead of time is loaded where it was made for the runtime, and is missed by nobody where it is not.

BeforeDiscovery {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $runtime = "net$([Environment]::Version.Major).$([Environment]::Version.Minor)-$([Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier)"
    $notCompiled = -not (Test-Path (Join-Path $root "artifacts/MeshFederation/compiled/$runtime"))
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shell.psm1') -Force
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    Set-Content TestDrive:/object.yaml "apiVersion: networking.istio.io/v1`nkind: ServiceEntry`nmetadata:`n  name: a`n  namespace: b`nspec:`n  hosts: [a.example.com]`n  resolution: NOWHERE"

    # Analyses a file in a fresh shell, and says what rules found and where the assemblies came from that it took.
    function Invoke-Analysis([string] $Modules) {
        $command = "`$ErrorActionPreference = 'Stop'; (Test-MeshFederation -Path @{ cluster1 = '$TestDrive/object.yaml' }).Rule -join ' '
            [AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.GetName().Name -match '^(MeshFederation|YamlDotNet)' }).ForEach('Location') | Sort-Object"
        $result = Invoke-Shell -Argument '-Command', $command -Modules $Modules
        $result.Error | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $lines = $result.Output.Trim().Split("`n")
        $lines[0] | Should -Match '^MF\d'
        @{ Rules = $lines[0]; Assemblies = $lines[1..$lines.Length] }
    }

    # The module with other files in place of what was compiled.
    function Copy-Module([string] $Name, [scriptblock] $Change) {
        $modules = (New-Item "TestDrive:/$Name" -ItemType Directory).FullName
        Copy-Item (Join-Path $root 'artifacts/MeshFederation') $modules -Recurse
        Get-ChildItem (Join-Path $modules 'MeshFederation/compiled') -Recurse -Filter *.dll | ForEach-Object $Change
        $modules
    }
}

Describe 'What was compiled ahead of time' -Skip:$notCompiled {
    BeforeAll { $normal = Invoke-Analysis (Join-Path $root 'artifacts') }

    It 'is loaded for <_>' -ForEach 'MeshFederation.Model', 'MeshFederation.Istio', 'MeshFederation.Planning', 'MeshFederation.Routing', 'MeshFederation.Analysis', 'MeshFederation.Clusters' {
        $normal.Assemblies -match "[\\/]compiled[\\/][^\\/]+[\\/]$([regex]::Escape($_))\.dll$" | Should -HaveCount 1
    }

    It 'is loaded once, and nothing beside it' {
        $names = $normal.Assemblies | Split-Path -Leaf
        $names | Sort-Object -Unique | Should -HaveCount $names.Count
    }

    It 'is not missed where it is not there' {
        $without = Copy-Module without { Remove-Item $_ }
        $result = Invoke-Analysis $without
        $result.Rules | Should -Be $normal.Rules
        $result.Assemblies -match 'compiled' | Should -BeNullOrEmpty
        $result.Assemblies | Should -Contain (Join-Path $without 'MeshFederation/MeshFederation.Model.dll')
    }

    It 'is not missed where it cannot be loaded' {
        $broken = Copy-Module broken { Set-Content $_ 'no assembly' }
        $result = Invoke-Analysis $broken
        $result.Rules | Should -Be $normal.Rules
        $result.Assemblies -match 'compiled' | Should -BeNullOrEmpty
        $result.Assemblies | Should -Contain (Join-Path $broken 'MeshFederation/MeshFederation.Model.dll')
    }

    # Whoever imports the root module by its own path has no manifest, and so nothing that comes before it.
    It 'is loaded but for the model where the root module is imported by its path' {
        $root = Join-Path $root 'artifacts/MeshFederation'
        $command = "Import-Module '$root/MeshFederation.dll'; (Test-MeshFederation -Path @{ cluster1 = '$TestDrive/object.yaml' }).Rule -join ' '
            [AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.GetName().Name -in 'MeshFederation.Model', 'MeshFederation.Istio' }).ForEach('Location')"
        $result = Invoke-Shell -Argument '-Command', $command -Modules ''
        $result.Error | Should -BeNullOrEmpty
        $lines = $result.Output.Trim().Split("`n")
        $lines[0] | Should -Be $normal.Rules
        $lines | Should -Contain (Join-Path $root MeshFederation.Model.dll)
        $lines -match '[\\/]compiled[\\/].*MeshFederation\.Istio\.dll$' | Should -HaveCount 1
    }

    It 'is loaded for the model once, however often the module is removed and imported' {
        $command = "`$ErrorActionPreference = 'Stop'; 1..2 | ForEach-Object { Import-Module MeshFederation; Import-Module MeshFederation -Force; `$null = New-MeshCluster a; Remove-Module MeshFederation }
            @(Get-Module MeshFederation* -All).Count
            [AppDomain]::CurrentDomain.GetAssemblies().Where({ `$_.GetName().Name -eq 'MeshFederation.Model' }).ForEach('Location')"
        $result = Invoke-Shell -Argument '-Command', $command
        $result.Error | Should -BeNullOrEmpty
        $lines = $result.Output.Trim().Split("`n")
        $lines | Should -HaveCount 2
        $lines[0] | Should -Be 0
        $lines[1] | Should -Match '[\\/]compiled[\\/]'
    }
}

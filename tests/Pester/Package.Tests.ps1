# The package, as somebody meets it who has nothing but a PowerShell: in a home of its own, with nothing on the module path.

BeforeDiscovery {
    # There the modules of a user lie where the folder of documents is, whatever the environment says.
    $noHome = $IsWindows -and -not $env:CI
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shell.psm1') -Force
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $packages = Join-Path $root 'artifacts/packages'
    $manifest = Import-PowerShellDataFile (Join-Path $root 'MeshFederation.psd1')
    $version = "$($manifest.ModuleVersion)-$($manifest.PrivateData.PSData.Prerelease)".TrimEnd('-')
    $package = Join-Path $packages "MeshFederation.$version.nupkg"

    $homeFolder = (New-Item TestDrive:/home -ItemType Directory).FullName
    $ofUser = @{ HOME = $homeFolder; XDG_DATA_HOME = "$homeFolder/.local/share"; XDG_CACHE_HOME = "$homeFolder/.cache"; XDG_CONFIG_HOME = "$homeFolder/.config" }
    function Invoke-User([string] $Command) {
        $result = Invoke-Shell -Argument '-Command', "`$ErrorActionPreference = 'Stop'; $Command" -Environment $ofUser -Modules '' -Location $homeFolder
        $result.Error | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $result.Output.Trim("`n")
    }
}

Describe 'What is in the package' {
    BeforeAll {
        $folder = (New-Item TestDrive:/package -ItemType Directory).FullName
        [IO.Compression.ZipFile]::ExtractToDirectory($package, $folder)
        $specification = ([xml] (Get-Content (Join-Path $folder 'MeshFederation.nuspec') -Raw)).package.metadata
    }

    It 'has the version of the manifest, which the assemblies have too' {
        $specification.version | Should -Be $version
        [Diagnostics.FileVersionInfo]::GetVersionInfo((Join-Path $folder 'MeshFederation.dll')).ProductVersion.Split('+')[0] | Should -Be $version
        (Test-ModuleManifest (Join-Path $folder 'MeshFederation.psd1')).Version | Should -Be $manifest.ModuleVersion
    }

    It 'says where its <_> is' -ForEach 'iconUrl', 'licenseUrl', 'projectUrl', 'releaseNotes' {
        $specification.$_ | Should -Match '^https://'
    }

    It 'is found by its tags' {
        $specification.tags.Split(' ') | Should -Contain Istio
    }

    It 'brings <_>' -ForEach 'README.md', 'CHANGELOG.md', 'LICENSE', 'THIRD-PARTY-NOTICES.md', 'icon.png', 'MeshFederation.format.ps1xml', 'en-US/MeshFederation.dll-Help.xml', 'dependencies/KubernetesClient.dll' {
        Join-Path $folder $_ | Should -Exist
    }

    It 'brings what was built ahead of time, whole' {
        $built = Join-Path $root 'artifacts/MeshFederation/compiled'
        if (-not (Test-Path $built)) { Set-ItResult -Skipped -Because 'nothing was compiled ahead of time on this machine'; return }
        $names = (Get-ChildItem $built -Recurse -Filter *.dll).ForEach({ [IO.Path]::GetRelativePath($built, $_) }) | Sort-Object
        $names | Should -HaveCount 8
        $compiled = Join-Path $folder 'compiled'
        (Get-ChildItem $compiled -Recurse -Filter *.dll).ForEach({ [IO.Path]::GetRelativePath($compiled, $_) }) | Sort-Object | Should -Be $names
    }

    It 'brings no assembly of PowerShell itself' {
        Get-ChildItem $folder -Recurse -Filter *.dll | Where-Object Name -Match '^(System|Microsoft)\.' | Should -BeNullOrEmpty
    }
}

Describe 'The package' -Skip:$noHome {
    BeforeAll { Invoke-User "Register-PSResourceRepository -Name folder -Uri '$packages' -Trusted" }

    It 'is not there before it is installed' {
        Invoke-User '[bool] (Get-Module -ListAvailable MeshFederation)' | Should -Be False
    }

    It 'is found in the folder by its tag' {
        Invoke-User '(Find-PSResource -Tag Istio -Repository folder -Prerelease).Name' | Should -Be MeshFederation
    }

    It 'installs from the folder' {
        Invoke-User 'Install-PSResource MeshFederation -Repository folder -Prerelease; (Get-InstalledPSResource MeshFederation).ForEach({ "$($_.Version)-$($_.Prerelease)".TrimEnd("-") })' | Should -Be $version
    }

    It 'federates bookinfo in a fresh shell, which loads it by the name of its cmdlets' {
        $yaml = Invoke-User "& '$(Join-Path $root 'samples/bookinfo.ps1')' -Yaml; (Get-Module MeshFederation).ModuleBase"
        ([regex]::Matches($yaml, '(?m)^apiVersion: ')).Count | Should -Be 6
        $yaml.Split("`n")[-1] | Should -BeLike "*MeshFederation*$($manifest.ModuleVersion)"
    }

    It 'has its help' {
        Invoke-User '(Get-Help New-MeshCluster).Synopsis; (Get-Help about_MeshFederation).Length -gt 100' | Should -Match '^\w.*\nTrue$'
    }

    It 'is gone after it is uninstalled' {
        Invoke-User 'Uninstall-PSResource MeshFederation -Prerelease; [bool] (Get-Module -ListAvailable MeshFederation)' | Should -Be False
    }
}

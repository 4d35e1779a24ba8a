# What the repository tells people to run, and what CI runs, are the same commands.

BeforeDiscovery {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $pipelines = foreach ($file in Get-Item "$root/.github/workflows/*.yml", "$root/azure-pipelines.yml", "$root/README.md", "$root/CONTRIBUTING.md", "$root/.ci/run") {
        foreach ($match in [regex]::Matches((Get-Content $file -Raw), 'build\.ps1 -Task (?<tasks>\w+(?:, \w+)*)')) {
            @{ File = $file.Name; Tasks = $match.Groups['tasks'].Value -split ', ' }
        }
    }
}

BeforeAll {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $known = (Get-Command (Join-Path $root 'build.ps1')).Parameters['Task'].Attributes.Where({ $_ -is [ValidateSet] }).ValidValues
}

Describe 'A command' {
    It 'of <File> is a task of build.ps1: <Tasks>' -ForEach $pipelines {
        $Tasks | Should -BeIn $known
    }

    It 'that runs all tests is one in README and in CI' {
        $command = 'dotnet tool restore && dotnet pwsh ./build.ps1 -Task Test'
        Join-Path $root 'README.md' | Should -FileContentMatchExactly ([regex]::Escape($command))
        Join-Path $root '.ci/run' | Should -FileContentMatchExactly ([regex]::Escape($command))
    }

    It 'is run in the PowerShell of the tools in CI' {
        (Get-Content (Join-Path $root '.config/dotnet-tools.json') -Raw | ConvertFrom-Json).tools.powershell.commands | Should -Contain pwsh
    }
}

Describe 'The version' {
    It 'is refused when a tag says another' {
        { & (Join-Path $root 'build.ps1') -Task Publish -Tag v99.0.0 } | Should -Throw "The tag is 'v99.0.0', but the version*"
    }
}

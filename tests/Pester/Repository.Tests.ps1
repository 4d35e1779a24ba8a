# What the repository tells people to run, and what CI runs, are the same commands.

BeforeDiscovery {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $pipelines = foreach ($file in Get-Item "$root/.github/workflows/*.yml", "$root/azure-pipelines.yml", "$root/README.md", "$root/CONTRIBUTING.md", "$root/.ci/run") {
        foreach ($match in [regex]::Matches((Get-Content $file -Raw), 'build\.ps1 -Task (?<tasks>[\w,]+(?:(?<=,) \w+)*)')) {
            @{ File = $file.Name; Tasks = $match.Groups['tasks'].Value }
        }
    }
    $pipelines = $pipelines | Group-Object { $_.Tasks } | ForEach-Object { $_.Group[0] }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shell.psm1') -Force
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
}

Describe 'A command' {
    # The tag of another version ends it before anything is done, and behind the look at what it was given.
    It 'of <File> is taken by build.ps1 from a shell that is not PowerShell: <Tasks>' -ForEach $pipelines {
        (Invoke-Shell (@('-File', (Join-Path $root 'build.ps1'), '-Task') + -split $Tasks + '-Tag', 'v99.0.0')).Error |
            Should -Match "The tag is 'v99\.0\.0'"
    }

    It 'that names no task says which there are' {
        (Invoke-Shell '-File', (Join-Path $root 'build.ps1'), '-Task', 'Tets').Error | Should -Match "'Tets' names no task: Build, Demo, Test"
    }

    It 'that runs all tests is one in README and in CI' {
        $command = 'dotnet tool restore && dotnet pwsh ./build.ps1 -Task Test'
        Join-Path $root 'README.md' | Should -FileContentMatchExactly ([regex]::Escape($command))
        Join-Path $root '.ci/run' | Should -FileContentMatchExactly ([regex]::Escape($command))
    }

    It 'publishes last, whatever is named first' {
        $script = Get-Content (Join-Path $root 'build.ps1') -Raw
        $order = [regex]::Match($script, "switch \((?<tasks>[^|]+) \| Where-Object \{ \`$_ -in \`$Task \}\)").Groups['tasks'].Value -split ',\s*'
        $order | Should -HaveCount 5
        $order[-1] | Should -Be "'Publish'"
    }

    It 'of the module stands in README, and each topic' {
        $readme = Get-Content (Join-Path $root 'README.md') -Raw
        $table = [regex]::Matches(($readme -split '## Commands')[1], '\]\(docs/en-US/(?<name>[\w-]+)\.md\)').ForEach({ $_.Groups['name'].Value })
        $commands = (Import-PowerShellDataFile (Join-Path $root 'MeshFederation.psd1')).CmdletsToExport
        $topics = (Get-Item (Join-Path $root 'docs/en-US/about_*.md')).BaseName
        $table | Sort-Object -Unique | Should -Be ($commands + $topics | Sort-Object -Unique)
    }

    It 'that changes clusters stands in SECURITY.md' {
        Import-Module (Join-Path $root 'artifacts/MeshFederation') -Force
        $asking = (Get-Command -Module MeshFederation).Where({ $_.Parameters.ContainsKey('WhatIf') -and $_.Verb -ne 'Export' }).Name
        $asking.Count | Should -BeGreaterThan 4
        $named = [regex]::Matches((Get-Content (Join-Path $root 'SECURITY.md') -Raw), '`(?<name>\w+-Mesh\w+)( -\w+)?`').ForEach({ $_.Groups['name'].Value })
        $named | Sort-Object -Unique | Should -Be ($asking | Sort-Object -Unique)
    }

    It 'is run in the PowerShell of the tools in CI' {
        (Get-Content (Join-Path $root '.config/dotnet-tools.json') -Raw | ConvertFrom-Json).tools.powershell.commands | Should -Contain pwsh
    }
}

# What build.ps1 hands to dotnet, which stands there as a function that writes it down and does nothing.
Describe 'A build' {
    It 'for <Task> hands whole words to dotnet' -ForEach @(
        @{ Task = 'Coverage'; Expected = 'build*|--configuration|Release|--verbosity|quiet|-p:CompileAhead=false' }
        @{ Task = 'Demo'; Expected = 'build*|--configuration|Release|--verbosity|quiet' }
    ) {
        $copy = New-Item (Join-Path $TestDrive $Task) -ItemType Directory
        Copy-Item (Join-Path $root 'build.ps1'), (Join-Path $root 'MeshFederation.psd1') $copy
        $log = Join-Path $copy 'calls.txt'
        Invoke-Shell '-Command', "function dotnet { `$args -join '|' >> '$log'; `$global:LASTEXITCODE = 0 }; & '$copy/build.ps1' -Task $Task"
        @(Get-Content $log)[0] | Should -BeLike $Expected
    }

    # `dotnet test` refuses a word that is a folder, unless an option is before it that it knows, and patterns become folders.
    It 'for Coverage hands no folder of its own to dotnet test' {
        $copy = New-Item (Join-Path $TestDrive 'Measured') -ItemType Directory
        $folder = New-Item (Join-Path $copy 'tests/A') -ItemType Directory
        $null = New-Item (Join-Path $folder 'A.Tests.csproj'), (Join-Path $copy 'artifacts/MeshFederation/dependencies/a') -Force
        Copy-Item (Join-Path $root 'build.ps1'), (Join-Path $root 'MeshFederation.psd1') $copy
        Copy-Item (Join-Path $root 'tests/Measure-Coverage.ps1') (Join-Path $copy 'tests')
        $log, $results = (Join-Path $copy 'calls.txt'), (Join-Path $copy 'artifacts/coverage')
        $report = '<coverage><packages><package name="a"><classes><class filename="b"><lines><line number="1" hits="1"/></lines></class></classes></package></packages></coverage>'
        $dotnet = "function dotnet { `$args -join '|' >> '$log'; `$null = New-Item '$results/r.xml' -Force -Value '$report'; `$global:LASTEXITCODE = 0 }"
        (Invoke-Shell '-Command', "$dotnet; & '$copy/build.ps1' -Task Coverage").Output | Should -Match 'a +1 +1 +100'
        $words = @(Get-Content $log)[1] -split '\|'
        $words[0] | Should -Be 'test'
        $words | Should -Contain "--coverlet-include-directory=$(Join-Path $copy 'artifacts/MeshFederation')"
        Push-Location $root
        try { $folders = $words.Where({ Test-Path $_ -PathType Container }) } finally { Pop-Location }
        $folders | Should -Be $words[[array]::IndexOf($words, '--results-directory') + 1]
    }

    # With an output for each input MSBuild makes those alone of which the input changed, and the folder was emptied before.
    It 'compiles all assemblies ahead of time, or none' {
        $targets = [xml] (Get-Content (Join-Path $root 'src/MeshFederation.Commands/Compiled.targets') -Raw)
        $target = $targets.Project.Target.Where({ $_.Name -eq 'CompileAheadOfTime' })
        $last = @($targets.Project.ItemGroup.AheadAssembly.Include -split ';')[-1] -replace '.*/'
        $target.Outputs | Should -Be "`$(CompiledFolder)$last"
    }
}

Describe 'The version' {
    It 'is refused when a tag says another' {
        { & (Join-Path $root 'build.ps1') -Task Publish -Tag v99.0.0 } | Should -Throw "The tag is 'v99.0.0', but the version*"
    }
}

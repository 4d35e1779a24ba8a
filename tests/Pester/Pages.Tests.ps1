BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'Shell.psm1') -Force
    $steps = Get-Page | ForEach-Object { Get-PageStep $_ }
    $toRun = $steps | Where-Object Run
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shell.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/MeshFederation') -Force
}

Describe 'A block on a page' {
    It '<Page>:<Line> uses cmdlets and parameters that there are' -ForEach $steps {
        $Setup, $Script | ForEach-Object { Find-UnknownCommand $_ $Folder } | Should -BeNullOrEmpty
    }

    It 'would be found if it did not: <Script>' -ForEach @(
        @{ Script = 'New-MeshClustr a'; Finding = 'there is no New-MeshClustr' }
        @{ Script = 'New-MeshCluster a -Istio 1.20'; Finding = 'New-MeshCluster has no -Istio' }
        @{ Script = 'New-MeshCluster ('; Finding = "Missing closing ')' in expression." }
    ) {
        Find-UnknownCommand $Script | Should -Contain $Finding
    }
}

# On Linux alone, since a terminal of a given width is made by a program that it has.
Describe 'A block on a page, in a shell of its own at a terminal' -Skip:(-not $IsLinux) {
    BeforeAll {
        if (-not (Get-Command script -CommandType Application -ErrorAction Ignore)) {
            throw 'There is no program script, which gives a terminal: it is in the package util-linux or bsdutils.'
        }

        $printed = @{}
        $blocks = @()
        foreach ($part in (Invoke-Terminal -Argument '-File', (Join-Path $PSScriptRoot 'Show-Page.ps1')) -split '(?m)^<<< ' | Select-Object -Skip 1) {
            $head, $text = $part -split "`n", 2
            if ($head -notlike 'folder *') { $blocks += , @($head, $text); continue }
            foreach ($block in $blocks) {
                # Where a reader's examples are, whatever the folder of the test is called.
                $lines = $block[1].Replace($head.Substring('folder '.Length), '/home/me/shop').Split("`n").ForEach({ $_.TrimEnd() })
                $printed[$block[0]] = ($lines -join "`n").Trim("`n")
            }
            $blocks = @()
        }
    }

    It '<Page>:<Line> prints what the page says' -ForEach $toRun {
        $printed.Keys | Should -Contain "${Page}:$Line"
        $printed["${Page}:$Line"] | Should -BeExactly $Output
    }
}

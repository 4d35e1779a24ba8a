# A report is there and says what happened, also when a command before it ends with an error: a report of before would read as one of now.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shell.psm1')
    $declaration = @'
        $ErrorActionPreference = 'SilentlyContinue'
        $clusters = 1, 2 | ForEach-Object { New-MeshCluster "cluster$_" -GatewayAddress 192.0.2.$_ -Kubeconfig ./none }
        $service = New-MeshServiceEntry reviews -Cluster $clusters -ClientCluster $clusters[0] -Port http:9080 |
            Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25

'@

    function Invoke-Script([string] $Script, [hashtable] $Environment = @{}) {
        Invoke-Shell '-Command', ($declaration + $Script) -Location $TestDrive -Environment $Environment
    }

    function Get-Report([string] $Name) { Get-Content -Raw (Join-Path $TestDrive $Name) }
}

Describe 'A report of a command' {
    It 'tells why clusters could not be compared' {
        $null = Invoke-Script '$null = $service | Compare-MeshFederation -Name shop -Report ./compare.xml'
        $suites = ([xml](Get-Report compare.xml)).testsuites
        $suites.failures | Should -Be 2
        $suites.testsuite.name | Should -Be 'MeshFederation.cluster1', 'MeshFederation.cluster2'
    }

    It 'tells why nothing was published' {
        $null = Invoke-Script 'try { $service | Publish-MeshFederation -Name shop -Report ./publish.md } catch { }'
        Get-Report publish.md | Should -Match 'MeshPlanPartial'
    }

    It 'says what a test found, as what is output does' {
        $result = Invoke-Script '$service | Set-MeshTrafficSplit cluster2/v3:100 | Test-MeshFederation -Quiet -Report ./test.md; $?'
        $result.Output | Should -Match 'True'
        Get-Report test.md | Should -Match '^<!-- MeshFederation report -->\n## MeshFederation: '
    }

    It 'says that it is not whole when the command before it fails' {
        $null = Invoke-Script 'try { & { $service; throw "no more" } | Test-MeshFederation -Report ./broken.md } catch { }'
        Get-Report broken.md | Should -Match 'PipelineUnfinished'
    }

    It 'is refused before anything is done where another program''s file lies' {
        Set-Content (Join-Path $TestDrive mine.md) '# mine'
        $result = Invoke-Script 'try { $service | Publish-MeshFederation -Name shop -Report ./mine.md } catch { $_.FullyQualifiedErrorId }'
        $result.Output | Should -Match 'MeshExportFileForeign,'
        Get-Report mine.md | Should -Be "# mine$([Environment]::NewLine)"
    }

    It 'is not written with -WhatIf' {
        $null = Invoke-Script 'try { $service | Publish-MeshFederation -Name shop -WhatIf -Report ./whatif.md } catch { }'
        Join-Path $TestDrive whatif.md | Should -Not -Exist
    }
}

Describe 'Export-MeshReport' {
    It 'writes a report that is not green when publishing before it was refused' {
        $null = Invoke-Script 'try { $service | Publish-MeshFederation -Name shop | Export-MeshReport -Path ./refused.xml } catch { }'
        [int] ([xml](Get-Report refused.xml)).testsuites.failures | Should -BeGreaterThan 0
    }

    It 'takes errors as what went wrong' {
        $null = Invoke-Script '$service | Compare-MeshFederation -Name shop -ErrorAction Continue 2>&1 | Export-MeshReport -Path ./errors.md'
        Get-Report errors.md | Should -Match '2 errors'
    }

    It 'speaks to the log of <Log> without being told' -ForEach @(
        @{ Log = 'Azure Pipelines'; Variable = 'TF_BUILD'; Text = '##vso[task.logissue type=error;code=MeshFileNotFound;]' }
        @{ Log = 'GitHub Actions'; Variable = 'GITHUB_ACTIONS'; Text = '::error title=MeshFileNotFound cluster::' }
    ) {
        $result = Invoke-Script '$service | Compare-MeshFederation -Name shop | Export-MeshReport' @{ $Variable = 'true' }
        $result.Output | Should -BeLike ('*' + [WildcardPattern]::Escape($Text) + '*')
    }

    It 'writes Markdown for the summary of a job' {
        $summary = Join-Path $TestDrive summary
        $null = Invoke-Script '$service | Test-MeshFederation | Export-MeshReport -Path $env:GITHUB_STEP_SUMMARY -Append' @{
            GITHUB_ACTIONS = 'true'; GITHUB_STEP_SUMMARY = $summary
        }
        Get-Report summary | Should -Match '^<!-- MeshFederation report -->'
    }
}

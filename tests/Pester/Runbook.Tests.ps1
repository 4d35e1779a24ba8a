# What people do with the cmdlets in their own scripts and the tests of those: our cmdlets behind Mock, with the real values they give.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/MeshFederation') -Force

    # A runbook as somebody would write it.
    function Move-Traffic([string] $Name, [string[]] $Split, [switch] $Force) {
        $clusters = Get-MeshCluster cluster1, cluster2
        $service = New-MeshServiceEntry reviews -Cluster $clusters -ClientCluster $clusters[0] -Port http:9080 | Set-MeshTrafficSplit $Split
        if (-not $Force -and -not ($service | Test-MeshFederation -Name $Name -Quiet)) { throw "There are errors in $Name." }
        $service | Publish-MeshFederation -Name $Name -Confirm:$false
    }
}

Describe 'A runbook' {
    BeforeAll {
        Mock Get-MeshCluster { $Context | ForEach-Object { New-MeshCluster $_ -GatewayAddress 192.0.2.1 } }
        Mock Publish-MeshFederation
    }

    It 'publishes what it was told, once' {
        Move-Traffic shop cluster2/v3:75, cluster1/v1:25
        Should -Invoke Publish-MeshFederation -Times 1 -Exactly -ParameterFilter { $Name -eq 'shop' }
    }

    It 'publishes the split that it was told' {
        Mock Publish-MeshFederation { $InputObject }
        Move-Traffic shop cluster2/v3:75, cluster1/v1:25 | Out-String | Should -Match 'cluster2/v3:75'
    }

    It 'publishes nothing when analysis finds an error' {
        Mock Test-MeshFederation { $false }
        { Move-Traffic shop cluster2:100 } | Should -Throw 'There are errors in shop.'
        Should -Invoke Publish-MeshFederation -Times 0 -Exactly
    }

    It 'ends with our error when its split is wrong' {
        { Move-Traffic shop cluster2:99 } | Should -Throw -ErrorId 'MeshWeightTotal,*'
        Should -Invoke Publish-MeshFederation -Times 0 -Exactly
    }
}

Describe 'A plan for a test' {
    BeforeAll {
        function Publish-Reviewed($Plan) { if ($Plan.HasChanges) { Publish-MeshFederation -Plan $Plan -Confirm:$false } }
        $saved = Join-Path $PSScriptRoot '../../docs/runbooks/bookinfo.plan.json'
    }

    It 'is one that was saved' {
        Mock Publish-MeshFederation
        Publish-Reviewed (Import-MeshPlan $saved)
        Should -Invoke Publish-MeshFederation -Times 1 -Exactly -ParameterFilter { $Plan.Changes.Count -eq 6 }
    }

    It 'is a mock of which one property matters' {
        Mock Publish-MeshFederation
        Publish-Reviewed (New-MockObject -Type MeshFederation.Model.Plans.MeshPlan -Properties @{ HasChanges = $true })
        Should -Invoke Publish-MeshFederation -Times 1 -Exactly
    }

    It 'is a custom object where the parameter of the mock has no type' {
        Mock Publish-MeshFederation -RemoveParameterType Plan
        Publish-Reviewed ([pscustomobject]@{ Name = 'shop'; HasChanges = $true })
        Should -Invoke Publish-MeshFederation -Times 1 -Exactly -ParameterFilter { $Plan.Name -eq 'shop' }
    }

    It 'is refused by the real cmdlet in words when it is none: <Name>' -ForEach @(
        @{ Name = 'a mock'; Make = { New-MockObject -Type MeshFederation.Model.Plans.MeshPlan -Properties @{ HasChanges = $true } } }
        @{ Name = 'a custom object'; Make = { [pscustomobject]@{ Name = 'shop'; HasChanges = $true } } }
    ) {
        { Publish-Reviewed (& $Make) } | Should -Throw -ErrorId 'MeshPlanInvalid,*'
    }
}

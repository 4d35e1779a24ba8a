# How a runbook is tested without any cluster: what declares and plans runs as it is, what asks or changes clusters is a mock.

BeforeAll {
    Import-Module MeshFederation
    $runbook = Join-Path $PSScriptRoot 'Move-Traffic.ps1'
    # A plan that was made for real once, and saved with Export-MeshPlan.
    $saved = Join-Path $PSScriptRoot 'bookinfo.plan.json'
}

Describe 'Move-Traffic' {
    BeforeAll {
        Mock Compare-MeshFederation { Import-MeshPlan $saved }
        Mock Publish-MeshFederation
        Mock Undo-MeshFederation
        # Analysis asks no cluster, so it is the real one; only the live checks are not.
        Mock Test-MeshFederation { $InputObject | & (Get-Command Test-MeshFederation -CommandType Cmdlet) -Name $Name }
        Mock Test-MeshFederation -ParameterFilter { $Live }
    }

    It 'publishes the plan of the federation once, and asks nobody' {
        & $runbook -Split cluster2/v3:75, cluster1/v1:25
        Should -Invoke Publish-MeshFederation -Times 1 -Exactly -ParameterFilter { $Name -eq 'bookinfo' -and $Plan.HasChanges -and $Confirm -eq $false }
        Should -Invoke Undo-MeshFederation -Times 0 -Exactly
    }

    It 'compares what it was told' {
        & $runbook -Split cluster2/v3:10, cluster1/v1:90
        Should -Invoke Compare-MeshFederation -Times 1 -Exactly -ParameterFilter { "$($InputObject.TrafficSplit)" -eq 'cluster2/v3:10, cluster1/v1:90' }
    }

    It 'publishes the plan that was reviewed, and makes none' {
        & $runbook -Split cluster2/v3:75, cluster1/v1:25 -Plan $saved
        Should -Invoke Compare-MeshFederation -Times 0 -Exactly
        Should -Invoke Publish-MeshFederation -Times 1 -Exactly -ParameterFilter { $Plan.Changes.Name -contains 'reviews' }
    }

    It 'publishes nothing when nothing changes' {
        Mock Compare-MeshFederation { New-MockObject -Type MeshFederation.Model.Plans.MeshPlan -Properties @{ HasChanges = $false } }
        & $runbook -Split cluster2/v3:75, cluster1/v1:25
        Should -Invoke Publish-MeshFederation -Times 0 -Exactly
    }

    It 'publishes nothing when analysis finds an error' {
        Mock Test-MeshFederation { [pscustomobject]@{ Severity = 'Error'; Message = 'No gateway.' } }
        { & $runbook -Split cluster2/v3:100 } | Should -Throw 'Nothing was moved: analysis found No gateway.'
        Should -Invoke Publish-MeshFederation -Times 0 -Exactly
    }

    It 'goes back in all clusters when the traffic does not arrive' {
        Mock Test-MeshFederation -ParameterFilter { $Live } { [pscustomobject]@{ Status = 'Failed'; Message = 'No pod answers.' } }
        { & $runbook -Split cluster2/v3:75, cluster1/v1:25 } | Should -Throw 'The traffic was moved back: No pod answers.'
        Should -Invoke Undo-MeshFederation -Times 1 -Exactly -ParameterFilter { $Name -eq 'bookinfo' -and "$Context" -eq 'cluster1 cluster2' }
    }

    It 'goes back when analysis finds an error in what the clusters have' {
        Mock Test-MeshFederation -ParameterFilter { $Live } { [pscustomobject]@{ Severity = 'Error'; Message = 'No subset.' } }
        { & $runbook -Split cluster2/v3:75, cluster1/v1:25 } | Should -Throw 'The traffic was moved back: No subset.'
        Should -Invoke Undo-MeshFederation -Times 1 -Exactly
    }

    It 'does not go back for what could not be looked at, and says so' {
        Mock Test-MeshFederation -ParameterFilter { $Live } { [pscustomobject]@{ Status = 'NotChecked'; Message = 'istiod cannot be asked.' } }
        { & $runbook -Split cluster2/v3:75, cluster1/v1:25 } | Should -Throw '*is not known: istiod cannot be asked.'
        Should -Invoke Undo-MeshFederation -Times 0 -Exactly
    }

    It 'ends with the error of the module when the split is wrong' {
        { & $runbook -Split cluster2/v3:75 } | Should -Throw -ErrorId 'MeshWeightTotal,*'
        Should -Invoke Publish-MeshFederation -Times 0 -Exactly
    }
}

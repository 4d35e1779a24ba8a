# A plan that one stage of a pipeline signs comes through the gate of the next one; any other does not.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'Shell.psm1')
    foreach ($name in 'plan', 'other') {
        $key = [System.Security.Cryptography.ECDsa]::Create([System.Security.Cryptography.ECCurve+NamedCurves]::nistP256)
        Set-Content (Join-Path $TestDrive "$name.key") $key.ExportECPrivateKeyPem()
        Set-Content (Join-Path $TestDrive "$name.pub") $key.ExportSubjectPublicKeyInfoPem()
    }

    $plan = @'
        Import-Module MeshFederation
        $clusters = [MeshFederation.Model.Collections.ValueList]::ToValueList[MeshFederation.Model.Clusters.MeshCluster](
            [MeshFederation.Model.Clusters.MeshCluster[]] @(New-MeshCluster cluster1))
        $changes = [MeshFederation.Model.Collections.ValueList]::ToValueList[MeshFederation.Model.Plans.MeshChange](
            [MeshFederation.Model.Plans.MeshChange[]] @())
        $plan = [MeshFederation.Model.Plans.MeshPlan]::new('shop', $clusters, $changes, '2026-11-24T18:00:00Z')

'@

    function Invoke-Script([string] $Script) { (Invoke-Shell '-Command', ($plan + $Script) -Location $TestDrive).Output }
}

Describe 'A signed plan' {
    It 'is taken by who has the public key' {
        Invoke-Script '$null = $plan | Export-MeshPlan ./plan.json -SigningKey ./plan.key
            (Import-MeshPlan ./plan.json -PublicKey ./plan.pub).Name' | Should -Match 'shop'
    }

    It 'is refused with <what>' -ForEach @(
        @{ what = 'the key of another'; key = '-SigningKey ./other.key' }
        @{ what = 'no signature'; key = '' }
    ) {
        Invoke-Script ('$null = $plan | Export-MeshPlan ./refused.json ' + $key + '
            try { Import-MeshPlan ./refused.json -PublicKey ./plan.pub } catch { $_.FullyQualifiedErrorId }') |
            Should -Match 'MeshPlanSignatureInvalid'
    }

    It 'shows nothing of the key when it cannot be used' {
        $text = Invoke-Script 'try { $plan | Export-MeshPlan ./x.json -SigningKey ./plan.pub } catch { $_ | Format-List * -Force | Out-String }'
        $text | Should -Match 'MeshSigningKeyInvalid'
        $text | Should -Not -Match ((Get-Content (Join-Path $TestDrive plan.pub))[1].Substring(0, 20))
    }
}

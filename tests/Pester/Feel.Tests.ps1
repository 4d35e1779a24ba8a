# What people try at a prompt: what the values show, what may be piped where, and what is refused instead of being passed over.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/MeshFederation') -Force
    $columns = foreach ($data in Get-FormatData -TypeName MeshFederation.* -PowerShellVersion $PSVersionTable.PSVersion) {
        foreach ($control in $data.FormatViewDefinition.Control.Where({ $_ -is [Management.Automation.TableControl] })) {
            foreach ($header in $control.Headers) { @{ Type = $data.TypeNames[0]; Heading = $header.Label; Width = $header.Width } }
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../../artifacts/MeshFederation') -Force
    $one = New-MeshCluster cluster1 -GatewayAddress 192.0.2.1
    $two = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2
    $service = New-MeshServiceEntry reviews -Cluster $one, $two -ClientCluster $one -Port http:9080 |
        Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25
    $null = $service | Export-MeshManifest TestDrive:/mesh
}

Describe 'A value' {
    It 'of <Type> has a property for its heading <Heading>' -ForEach $columns {
        ($Type -as [type]).GetProperty($Heading) | Should -Not -BeNullOrEmpty
    }

    # A width cannot follow the screen, so only what never gets longer has one.
    It 'of <Type> has no width for names, as <Heading> may be' -ForEach $columns.Where({ $_.Width }) {
        $Heading | Should -BeIn @(
            'Action', 'After', 'Before', 'Expires', 'Field', 'Fingerprint', 'HasKey', 'Hop', 'IstiodUsesIt', 'IstioVersion', 'KeyAlgorithm', 'Kind'
            'ModuleVersion', 'Number', 'ObjectCount', 'Port', 'Protocol', 'Ready', 'Result', 'Revision', 'RoutingMode', 'Rule', 'Severity', 'Share'
            'Source', 'State', 'Status', 'Step', 'Total', 'Version', 'Weight'
            if ($Type -like '*.MeshCheck') { 'Name' }
        )
    }

    It 'shows no method that the compiler made for itself' {
        $service, $one, ($service | ConvertTo-MeshManifest)[0] | ForEach-Object {
            ($_ | Get-Member -MemberType Method).Name | Should -Not -Contain '<Clone>$'
        }
        $records = (Get-Item (Join-Path $PSScriptRoot '../../artifacts/MeshFederation/MeshFederation*.dll')).ForEach({
                [Reflection.Assembly]::LoadFrom($_.FullName).GetExportedTypes().ForEach({ $_.GetMethod('<Clone>$') })
            }).Where({ $_ })
        $records.Count | Should -BeGreaterThan 20
        $records.Where({ -not $_.IsSpecialName }) | Should -BeNullOrEmpty
    }

    It 'has words in JSON, not numbers' {
        $finding = $service | Test-MeshFederation | Select-Object -First 1 | ConvertTo-Json -Depth 2 | ConvertFrom-Json
        $finding.Severity | Should -BeExactly 'Information'
        $hop = $service | Trace-MeshRequest cluster1 reviews:9080 | Select-Object -First 1 | ConvertTo-Json -Depth 3 | ConvertFrom-Json
        $hop.Step, $hop.Outcome | Should -Be 'Host', 'Continues'
    }

    It 'has no enum that would be a number in JSON' {
        $enums = [MeshFederation.Model.Clusters.MeshCluster].Assembly.GetExportedTypes().Where({ $_.IsEnum })
        $enums.Count | Should -BeGreaterThan 10
        foreach ($enum in $enums) { [enum]::GetValues($enum)[0] | ConvertTo-Json | Should -Be "`"$([enum]::GetNames($enum)[0])`"" }
    }
}

Describe 'A match' {
    It 'shows what was typed' {
        $match = New-MeshMatch -PathPrefix /v2 -Header @{ 'end-user' = 'jason'; tenant = @{ Regex = 'a+' } } -Method get -SourceLabel app=web
        "$match" | Should -BeExactly "PathPrefix=/v2 Method=GET Header[end-user]=jason Header[tenant]=@{ Regex = 'a+' } SourceLabel[app=web]"
        $match.Header['end-user'].ToString() | Should -BeExactly 'jason'
    }

    It 'takes no star for a wildcard: <Typed>' -ForEach @(
        @{ Typed = '-Path /v2*'; Arguments = @{ Path = '/v2*' }; Way = "PathPrefix = '/v2'"; Itself = "PathRegex = '/v2\*'" }
        @{ Typed = '-PathPrefix /v2/*/a'; Arguments = @{ PathPrefix = '/v2/*/a' }; Way = "PathRegex = '/v2/[^/]*/a.*'"; Itself = "PathRegex = '/v2/\*/a.*'" }
        @{ Typed = '-Header a=b*'; Arguments = @{ Header = 'a=b*' }; Way = "@{ Prefix = 'b' }"; Itself = "@{ Exact = 'b*' }" }
        @{ Typed = '-Query a=*'; Arguments = @{ Query = 'a=*' }; Way = '@{ Present = $true }'; Itself = "@{ Exact = '*' }" }
        @{ Typed = '-Header @{ a = @{ Prefix = "b*c" } }'; Arguments = @{ Header = @{ a = @{ Prefix = 'b*c' } } }; Way = "@{ Regex = 'b.*c.*' }"; Itself = "@{ Regex = 'b\*c.*' }" }
    ) {
        $failure = { New-MeshMatch @Arguments } | Should -Throw -ErrorId 'MeshMatchWildcard,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "Write $([wildcardpattern]::Escape($Way))*; a '?' itself is meant by $([wildcardpattern]::Escape($Itself))."
    }

    It 'takes a star that is meant, as it says how' {
        (New-MeshMatch -Header @{ accept = @{ Exact = '*/*' } }).Header['accept'].Value | Should -Be '*/*'
        (New-MeshMatch -PathRegex '/v2\*').Path.Value | Should -Be '/v2\*'
    }
}

Describe 'Files of clusters' {
    It 'are taken by <Name> of Test-MeshFederation' -ForEach @(
        @{ Name = '-Path'; Script = { Test-MeshFederation -Path TestDrive:/mesh } }
        @{ Name = '-LiteralPath'; Script = { Test-MeshFederation -LiteralPath TestDrive:/mesh } }
        @{ Name = 'the folder in the pipeline'; Script = { Get-Item TestDrive:/mesh | Test-MeshFederation } }
        @{ Name = 'the folders of the clusters in the pipeline'; Script = { Get-ChildItem TestDrive:/mesh | Test-MeshFederation } }
        @{ Name = 'every file in the pipeline'; Script = { Get-ChildItem TestDrive:/mesh -Recurse -File | Test-MeshFederation } }
        @{ Name = 'the paths in the pipeline'; Script = { (Get-ChildItem TestDrive:/mesh -Recurse -File).FullName | Test-MeshFederation } }
        @{ Name = 'PSPath in the pipeline'; Script = { Get-ChildItem TestDrive:/mesh -Recurse -File | Select-Object PSPath | Test-MeshFederation } }
    ) {
        & $Script | ForEach-Object { "$($_.Rule) $($_.Cluster) $($_.Target)" } |
            Should -Be 'MF5001 cluster1 ServiceEntry/default/reviews.default.svc.cluster2.global'
    }

    It 'are taken by <Name> of Trace-MeshRequest' -ForEach @(
        @{ Name = '-Path'; Script = { Trace-MeshRequest cluster1 reviews:9080 -Path TestDrive:/mesh } }
        @{ Name = '-YamlPath, as it was called'; Script = { Trace-MeshRequest cluster1 reviews:9080 -YamlPath TestDrive:/mesh } }
        @{ Name = '-LiteralPath'; Script = { Trace-MeshRequest cluster1 reviews:9080 -LiteralPath TestDrive:/mesh } }
        @{ Name = 'every file in the pipeline'; Script = { Get-ChildItem TestDrive:/mesh -Recurse -File | Trace-MeshRequest cluster1 reviews:9080 } }
    ) {
        (& $Script)[-1].Decision | Should -Be 'version=v1'
    }

    It 'whose names have wildcards are taken literally' {
        Copy-Item TestDrive:/mesh 'TestDrive:/mesh[1]' -Recurse
        Test-MeshFederation -LiteralPath 'TestDrive:/mesh[1]' | Should -HaveCount 1
        { Test-MeshFederation -LiteralPath 'TestDrive:/mes?' } | Should -Throw -ErrorId 'MeshFileNotFound,*'
    }

    It 'with a tab say the line that has it' {
        Set-Content TestDrive:/tab.yaml "kind: Service`nmetadata:`n  name: a`n  labels:`n  `tapp: a`n"
        $null = Test-MeshFederation -Path TestDrive:/tab.yaml -ErrorVariable failures -ErrorAction SilentlyContinue
        "$($failures[0])" | Should -BeLike '*tab.yaml* cannot be read as YAML: line 5, column 3: A tab is not allowed in the indentation of YAML; write spaces there.'
    }
}

Describe 'A request' {
    It 'takes labels and headers as text, as New-MeshMatch does' {
        $split = $service | Set-MeshTrafficSplit cluster1/v1:100 -Match @{ Header = @{ 'end-user' = 'jason' }; SourceLabel = @{ app = 'web' } }
        ($split | Trace-MeshRequest cluster1 reviews:9080 -Header end-user=jason -SourceLabel 'app=web').Where({ $_.Step -eq 'Route' }).Destination | Should -HaveCount 1
        ($split | Trace-MeshRequest cluster1 reviews:9080 -Header end-user=jason).Where({ $_.Step -eq 'Route' }).Destination | Should -HaveCount 2
    }

    It 'has its path from -RequestPath' {
        $split = $service | Set-MeshTrafficSplit cluster1/v1:100 -Match @{ PathPrefix = '/v2' }
        ($split | Trace-MeshRequest cluster1 reviews:9080 -RequestPath /v2/a).Where({ $_.Step -eq 'Route' }).Destination | Should -HaveCount 1
    }
}

Describe 'What would not be used' {
    It 'is refused: <Name>' -ForEach @(
        @{ Name = 'a path of a request in place of a file'; Id = 'MeshFileNotFound'; Way = '*-RequestPath*'; Script = { $service | Trace-MeshRequest cluster1 reviews:9080 -Path /api } }
        @{ Name = 'the root of all files'; Id = 'MeshFileNotFound'; Way = '*-RequestPath*'; Script = { $service | Trace-MeshRequest cluster1 reviews:9080 -Path / } }
        @{ Name = 'files beside -Live'; Id = 'MeshInputInvalid'; Way = '*leave -Live out*'; Script = { Trace-MeshRequest cluster1 reviews:9080 -Path TestDrive:/mesh -Live } }
        @{ Name = 'manifests beside -Live'; Id = 'MeshInputInvalid'; Way = '*leave -Live out*'; Script = { $service | ConvertTo-MeshManifest | Trace-MeshRequest cluster1 reviews:9080 -Live } }
        @{ Name = 'manifests beside Test -Live'; Id = 'MeshInputInvalid'; Way = '*leave -Live out*'; Script = { $service | ConvertTo-MeshManifest | Test-MeshFederation -Live } }
        @{ Name = 'files beside Test -Live'; Id = 'MeshInputInvalid'; Way = '*leave -Live out*'; Script = { Get-Item TestDrive:/mesh | Test-MeshFederation -Live } }
        @{ Name = 'a pool of addresses for files'; Id = 'MeshInputInvalid'; Way = '*-AddressPool*'; Script = { Test-MeshFederation -Path TestDrive:/mesh -AddressPool 240.1.0.0/16 } }
        @{ Name = 'headers of what is not HTTP'; Id = 'MeshTraceArgumentInvalid'; Way = '*-NotHttp*'; Script = { $service | Trace-MeshRequest cluster1 reviews:9080 -NotHttp -Header a=b } }
        @{ Name = 'a second path'; Id = 'MeshTraceArgumentInvalid'; Way = '*once*'; Script = { $service | Trace-MeshRequest cluster1 http://reviews:9080/a -RequestPath /b } }
        @{ Name = 'a condition on a header of a request'; Id = 'MeshTraceArgumentInvalid'; Way = '*end-user=jason*'; Script = { $service | Trace-MeshRequest cluster1 reviews:9080 -Header @{ a = @{ Prefix = 'b' } } } }
        @{ Name = 'another name for manifests'; Id = 'MeshInputInvalid'; Way = '*ConvertTo-MeshManifest*'; Script = { $service | ConvertTo-MeshManifest -Name shop | Export-MeshManifest TestDrive:/other -Name bookinfo } }
        @{ Name = 'a pool of addresses for manifests'; Id = 'MeshInputInvalid'; Way = '*ConvertTo-MeshManifest*'; Script = { $service | ConvertTo-MeshManifest | Export-MeshManifest TestDrive:/other -AddressPool 240.1.0.0/16 } }
    ) {
        $failure = { & $Script } | Should -Throw -ErrorId "$Id,*" -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -BeLike $Way
    }
}

Describe 'A plan' {
    BeforeAll {
        $plan = [MeshFederation.Model.Plans.MeshPlan]::new('shop', [MeshFederation.Model.Collections.ValueList]::ToValueList([MeshFederation.Model.Clusters.MeshCluster[]] @()), [MeshFederation.Model.Collections.ValueList]::ToValueList([MeshFederation.Model.Plans.MeshChange[]] @()), [DateTimeOffset]::UnixEpoch)
    }

    It 'that is <Name> is refused by <Cmdlet>' -ForEach @(
        foreach ($cmdlet in 'Publish-MeshFederation', 'Export-MeshPlan') {
            @{ Cmdlet = $cmdlet; Name = 'a custom object'; Make = { [pscustomobject]@{ Name = 'shop'; HasChanges = $true; Changes = @() } } }
            @{ Cmdlet = $cmdlet; Name = 'a mock without content'; Make = { New-MockObject -Type MeshFederation.Model.Plans.MeshPlan -Properties @{ HasChanges = $true } } }
            @{ Cmdlet = $cmdlet; Name = 'what is left of one in Clixml'; Make = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($plan)) } }
        }
    ) {
        $made = & $Make
        $more = if ($Cmdlet -eq 'Export-MeshPlan') { @{ Path = 'TestDrive:/shop.plan.json' } } else { @{} }
        $failure = { $made | & $Cmdlet @more } | Should -Throw -ErrorId 'MeshPlanInvalid,*' -PassThru
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Import-MeshPlan*'
        $parameter = if ($Cmdlet -eq 'Export-MeshPlan') { 'InputObject' } else { 'Plan' }
        { & $Cmdlet @more "-$parameter" $made } | Should -Throw
        'TestDrive:/shop.plan.json' | Should -Not -Exist
    }

    It 'of two in a pipeline is not written over by the other' {
        { $plan, $plan | Export-MeshPlan TestDrive:/two.plan.json } | Should -Throw -ErrorId 'MeshInputInvalid,*'
        'TestDrive:/two.plan.json' | Should -Not -Exist
    }
}

Describe 'Completion' {
    It 'of -Revision means the revisions of Istio for clusters' {
        $line = 'Get-MeshCluster -Revision '
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'default'
    }
}

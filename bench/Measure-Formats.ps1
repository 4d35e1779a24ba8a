<#
.SYNOPSIS
    How the time of the processor grows with the objects of a pipeline, in milliseconds: tables, reports, pictures, files.
#>
param([int[]] $Count = (1250, 2500, 5000, 10000))

Import-Module (Join-Path $PSScriptRoot '../artifacts/MeshFederation')
$folder = New-Item (Join-Path ([IO.Path]::GetTempPath()) (New-Guid)) -ItemType Directory
$one = New-MeshCluster one -GatewayAddress 192.0.2.1
$two = New-MeshCluster two -GatewayAddress 192.0.2.2
$PSDefaultParameterValues = @{ '*:WarningAction' = 'Ignore'; '*:InformationAction' = 'Ignore' }
$measures = [ordered]@{
    'services as a table' = { $services | Out-String }
    'planning' = { $services | ConvertTo-MeshManifest -Name scale }
    'manifests as a table' = { $manifests | Out-String }
    'findings as a table' = { $findings | Out-String }
}
foreach ($format in [enum]::GetNames([MeshFederation.Model.Reports.ReportFormat])) {
    $measures["report $format"] = [scriptblock]::Create("`$findings | Export-MeshReport $format")
}
foreach ($ending in 'svg', 'html', 'mmd', 'dot') {
    $measures["topology .$ending"] = [scriptblock]::Create("`$services | Export-MeshTopology (Join-Path `$folder mesh.$ending) -Force")
}
$measures['a file for each cluster'] = { $services | Export-MeshManifest (Join-Path $folder $number) -Name scale -SingleFile }
$measures['analysis of these files'] = { Test-MeshFederation -Path (Join-Path $folder $number) | Out-String }

$rows = @{}
# The first round is for the compiler.
foreach ($number in @(100) + $Count) {
    $services = 1..$number | ForEach-Object { New-MeshServiceEntry "s$_" -Cluster $two -ClientCluster $one -Port http:80 | Set-MeshTrafficSplit two/v1:100 }
    $manifests = $services | ConvertTo-MeshManifest -Name scale | Select-Object -First $number
    $findings = 1..$number | ForEach-Object { [MeshFederation.Model.Findings.MeshFinding]::new('MF3013', 'Warning', "No pod $_.", 'one', "DestinationRule/default/s$_", 'Deploy it.') }
    foreach ($name in $measures.Keys) {
        $before = [Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime
        $null = & $measures[$name]
        $rows[$name] += , [int] ([Diagnostics.Process]::GetCurrentProcess().TotalProcessorTime - $before).TotalMilliseconds
    }
}
Remove-Item $folder -Recurse
foreach ($name in $measures.Keys) {
    $row = [ordered]@{ What = $name }
    for ($at = 0; $at -lt $Count.Count; $at++) { $row["$($Count[$at])"] = $rows[$name][$at + 1] }
    [pscustomobject] $row
}

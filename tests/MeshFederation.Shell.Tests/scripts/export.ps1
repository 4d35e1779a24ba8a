param([string] $Path, [switch] $WhatIf, [switch] $Confirm)
$one = New-MeshCluster one -GatewayAddress 192.0.2.1
$two = New-MeshCluster two
New-MeshServiceEntry web -Cluster $one -ClientCluster $two -Port http:80 |
    Export-MeshManifest -Path $Path -WhatIf:$WhatIf -Confirm:$Confirm
if ($Error) { "error id: $($Error[0].FullyQualifiedErrorId)" }

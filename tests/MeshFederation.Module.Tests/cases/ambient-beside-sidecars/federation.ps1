# One federation of both: reviews is called through sidecars, and ratings, which says so itself, through tunnels.
$cluster1 = New-MeshCluster cluster1 -Network network1 -GatewayAddress 192.0.2.10
$cluster2 = New-MeshCluster cluster2 -Network network2 -GatewayAddress 192.0.2.20 `
    -TunnelGateway tunnels/east -TunnelGatewayAddress 192.0.2.21 -TunnelGatewayPort 31008

@(
    New-MeshServiceEntry reviews -Namespace shop -Cluster $cluster2 -ClientCluster $cluster1 -Port http:9080
    New-MeshServiceEntry ratings -Namespace shop -Cluster $cluster2 -ClientCluster $cluster1 -Port http:9080 `
        -ServiceAccount ratings -RoutingMode Ambient
) | ConvertTo-MeshManifest -Name shop -WarningAction Ignore

# Ambient meshes call each other without sidecars: ratings runs in cluster2 alone, behind a waypoint; reviews in both.
$ambient = @{ RoutingMode = 'Ambient'; TrustDomain = 'mesh.local' }
$cluster1 = New-MeshCluster cluster1 @ambient -Network network1 -GatewayAddress 192.0.2.10
$cluster2 = New-MeshCluster cluster2 @ambient -Network network2 -GatewayAddress east-west.two.example

@(
    New-MeshServiceEntry ratings -Namespace shop -Cluster $cluster2 -ClientCluster $cluster1 `
        -Port http:9080, mongo:27017/Mongo -ServiceAccount ratings, waypoint
    New-MeshServiceEntry reviews -Namespace shop -Cluster $cluster1, $cluster2 -ClientCluster $cluster1, $cluster2 `
        -Port http:9080 -ServiceAccount reviews -Selector app=reviews
) | ConvertTo-MeshManifest -Name shop -WarningAction Ignore

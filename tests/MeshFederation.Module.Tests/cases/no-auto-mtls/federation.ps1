# Sidecars of these meshes speak the mesh's TLS where a DestinationRule asks for it, and not by themselves: one is too old, the other is told so.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.4.10
$cluster2 = New-MeshCluster cluster2 -GatewayAddress 192.0.2.2 -NoAutoMtls

New-MeshServiceEntry reviews -Namespace shop -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080 |
    Set-MeshTrafficSplit cluster2/v2:50, cluster1/v1:50 |
    ConvertTo-MeshManifest -Name shop

# What takes over is an old cluster, whose gateway turns the host of the server name into its own.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.5.10 -TrustDomain cluster2 -GatewayAddress 172.18.0.230 -RoutingMode EnvoyFilter

New-MeshServiceEntry orders -Namespace shop -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port grpc:9090, tcp-admin:9091 -ServiceAccount orders -Selector app=orders |
    Set-MeshFailover cluster1, cluster2/v2 |
    ConvertTo-MeshManifest -Name shop

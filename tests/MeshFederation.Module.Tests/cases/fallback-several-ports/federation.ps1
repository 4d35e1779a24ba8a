# Three clusters in their order; what holds for a destination is said once for each port.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230
$cluster3 = New-MeshCluster cluster3 -IstioVersion 1.30.3 -TrustDomain cluster3 -GatewayAddress 172.18.0.240

New-MeshServiceEntry orders -Namespace shop -Cluster $cluster1, $cluster2, $cluster3 -ClientCluster $cluster1 -Port grpc:9090, tcp-admin:9091 -ServiceAccount orders -Selector app=orders |
    Set-MeshTrafficSplit cluster2/v2:90, cluster1/v1:10 -Fallback @{ 'cluster2/v2' = 'cluster3/v2', 'cluster1/v1'; 'cluster1/v1' = 'cluster2/v2', 'cluster3/v2' } |
    ConvertTo-MeshManifest -Name shop

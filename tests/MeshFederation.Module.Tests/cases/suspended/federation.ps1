# What is declared of cluster2 stays; nothing goes there, by whatever host it is called.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230
$cluster3 = New-MeshCluster cluster3 -IstioVersion 1.30.3 -TrustDomain cluster3 -GatewayAddress 172.18.0.240

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2, $cluster3 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount bookinfo-reviews -Selector app=reviews |
    Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:15, cluster3/v1:10 -Fallback @{ 'cluster2/v3' = 'cluster1/v1' } |
    Suspend-MeshCluster cluster2 |
    ConvertTo-MeshManifest -Name bookinfo

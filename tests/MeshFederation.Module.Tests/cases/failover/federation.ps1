# Each cluster calls its own pods first, and then the others in their order.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230
$cluster3 = New-MeshCluster cluster3 -IstioVersion 1.30.3 -TrustDomain cluster3 -GatewayAddress 172.18.0.240

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2, $cluster3 -ClientCluster $cluster1, $cluster2 -Port http:9080 -ServiceAccount bookinfo-reviews -Selector app=reviews |
    Set-MeshFailover cluster1, cluster2, cluster3 |
    ConvertTo-MeshManifest -Name bookinfo

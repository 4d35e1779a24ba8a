# Behind the name are the shares of a split, and for testers a failover.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230
$cluster3 = New-MeshCluster cluster3 -IstioVersion 1.30.3 -TrustDomain cluster3 -GatewayAddress 172.18.0.240

New-MeshServiceEntry reviews -Namespace shop -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount reviews -Selector app=reviews -MeshHostname reviews.shop.global |
    Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:25 |
    Set-MeshFailover cluster2, cluster1 -InOrder -Match @{ Header = @{ 'end-user' = 'jason' } } |
    ConvertTo-MeshManifest -Name shop

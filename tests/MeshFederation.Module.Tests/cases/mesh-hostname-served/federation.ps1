# One name for clusters that know the service by other ports and domains, and of which cluster1 calls it, too.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230 -ClusterDomain two.example
$cluster3 = New-MeshCluster cluster3 -IstioVersion 1.30.3 -TrustDomain cluster3 -GatewayAddress 172.18.0.240

New-MeshServiceEntry reviews -Namespace shop -Cluster $cluster1, $cluster2 -ClientCluster $cluster1, $cluster3 -Port http:9080 -ClusterPort @{ cluster2 = 80 } -ServiceAccount reviews -Selector app=reviews -MeshHostname reviews.shop.global -ServeHostname |
    ConvertTo-MeshManifest -Name shop

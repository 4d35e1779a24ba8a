# Each caller calls its own region first, then the first of the others, then the rest.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220 -Region region1 -Zone zone1
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230 -Region region2
$cluster3 = New-MeshCluster cluster3 -IstioVersion 1.30.3 -TrustDomain cluster3 -GatewayAddress 172.18.0.240 -Region region3

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2, $cluster3 -ClientCluster $cluster1, $cluster2 -Port http:9080 -ServiceAccount bookinfo-reviews -Selector app=reviews |
    Set-MeshFailover -Region region1, region2 |
    ConvertTo-MeshManifest -Name bookinfo

# Headers of routes, and of destinations in clusters of each mode.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230 -RoutingMode ClientSni
$cluster3 = New-MeshCluster cluster3 -IstioVersion 1.5.10 -TrustDomain cluster3 -GatewayAddress 172.18.0.240 -RoutingMode EnvoyFilter

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2, $cluster3 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount bookinfo-reviews |
    Set-MeshTrafficSplit cluster2/v3:50, cluster3/v2:30, cluster1/v1:20 |
    Set-MeshHeaderRule -RequestSet @{ 'x-mesh' = 'shop' } -ResponseRemove server |
    Set-MeshHeaderRule -RequestSet @{ ':authority' = 'reviews.west.example' } -Destination cluster2 |
    Set-MeshHeaderRule -ResponseAdd @{ 'x-served-by' = 'cluster3' } -Destination cluster3/v2 |
    ConvertTo-MeshManifest -Name bookinfo

# Copies go to a cluster of each mode; a subset that nothing else names is made for them.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230 -RoutingMode ClientSni
$cluster3 = New-MeshCluster cluster3 -IstioVersion 1.5.10 -TrustDomain cluster3 -GatewayAddress 172.18.0.240 -RoutingMode EnvoyFilter

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2, $cluster3 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount bookinfo-reviews |
    Set-MeshTrafficSplit cluster2/v3:50, cluster3/v2:30, cluster1/v1:20 |
    Set-MeshMirror cluster2/v4, cluster3 -Percent 10% |
    Set-MeshMirror cluster3/v4 -Match @{ PathPrefix = '/new' } |
    ConvertTo-MeshManifest -Name bookinfo

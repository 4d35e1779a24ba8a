# A timeout for all requests, and another for some of them, whatever the mode of the clusters that serve.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230 -RoutingMode ClientSni
$cluster3 = New-MeshCluster cluster3 -IstioVersion 1.5.10 -TrustDomain cluster3 -GatewayAddress 172.18.0.240 -RoutingMode EnvoyFilter

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2, $cluster3 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount bookinfo-reviews |
    Set-MeshTrafficSplit cluster2/v3:50, cluster3/v2:30, cluster1/v1:20 |
    Set-MeshTimeout 5s |
    Set-MeshTimeout 1500ms -Match @{ PathPrefix = '/fast' } |
    ConvertTo-MeshManifest -Name bookinfo

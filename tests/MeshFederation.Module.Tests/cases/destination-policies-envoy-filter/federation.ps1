# The mode EnvoyFilter, on an Istio that has other words for some of it.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.7.8 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.7.8 -TrustDomain cluster2 -GatewayAddress 172.18.0.230

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080, grpc:9090 -ServiceAccount bookinfo-reviews |
    Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:15, cluster1/v2:10 |
    Set-MeshOutlierDetection |
    Set-MeshOutlierDetection -Destination cluster2/v3 -ConsecutiveGatewayErrors 2 |
    Set-MeshConnectionPool -ConnectTimeout 500ms |
    Set-MeshLoadBalancer LeastRequest |
    ConvertTo-MeshManifest -Name bookinfo

# Several ports and a fallback: all that holds for a port stands in its own block, since nothing is inherited there. Both clusters call.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230

New-MeshServiceEntry orders -Namespace shop -Cluster $cluster1, $cluster2 -ClientCluster $cluster1, $cluster2 -Port grpc:9090, tcp-admin:9091 -ServiceAccount orders -Selector app=orders |
    Set-MeshTrafficSplit cluster2/v2:90, cluster1/v1:10 -Fallback @{ 'cluster2/v2' = 'cluster1/v1' } |
    Set-MeshConnectionPool -MaxConnections 100 -MaxRequests 1000 -KeepaliveTime 60s |
    Set-MeshOutlierDetection -ConsecutiveLocalOriginFailures 2 -BaseEjectionTime 20s |
    Set-MeshLoadBalancer -HashSourceIp -LocalOnly |
    ConvertTo-MeshManifest -Name shop

# One port: what differs for a subset stands there, all else once for its host.
$cluster1 = New-MeshCluster cluster1 -IstioVersion 1.30.3 -TrustDomain cluster1 -GatewayAddress 172.18.0.220
$cluster2 = New-MeshCluster cluster2 -IstioVersion 1.30.3 -TrustDomain cluster2 -GatewayAddress 172.18.0.230

New-MeshServiceEntry reviews -Namespace default -Cluster $cluster1, $cluster2 -ClientCluster $cluster1 -Port http:9080 -ServiceAccount bookinfo-reviews |
    Set-MeshTrafficSplit cluster2/v3:75, cluster1/v1:15, cluster1/v2:10 |
    Set-MeshOutlierDetection -ConsecutiveGatewayErrors 3 -Interval 5s |
    Set-MeshConnectionPool -MaxConnections 100 -MaxPendingRequests 50 |
    Set-MeshConnectionPool -Destination cluster2/v3 -MaxConnections 20 -MaxRequestsPerConnection 500 |
    Set-MeshLoadBalancer RoundRobin -Cluster cluster2 |
    Set-MeshLoadBalancer -HashHeader x-user -Cluster cluster1 |
    ConvertTo-MeshManifest -Name bookinfo
